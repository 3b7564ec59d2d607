import { Parser } from "htmlparser2";

/** What lies in a bucket, a page of it. */
interface ListPage {
  contents: Array<{ key: string; bytes: number; storedAt: Date }>;
  /** For the next page; null on the last one. */
  next: string | null;
}

export function readList(xml: string): ListPage {
  const contents: ListPage["contents"] = [];
  let next: string | null = null;
  let at = { key: "", bytes: 0, storedAt: new Date(0) };
  readTexts(xml, (path, text) => {
    if (path === "Contents/Key") at.key = text;
    if (path === "Contents/Size") at.bytes = Number(text);
    if (path === "Contents/LastModified") at.storedAt = new Date(text);
    if (path === "ListBucketResult/NextContinuationToken") next = text;
    if (path !== "ListBucketResult/Contents") return;
    contents.push(at);
    at = { key: "", bytes: 0, storedAt: new Date(0) };
  });
  return { contents, next };
}

/** The text of the first element of a name; empty where there is none. */
export function readText(xml: string, name: string): string {
  let found = "";
  readTexts(xml, (path, text) => {
    if (found === "" && path.endsWith(`/${name}`)) found = text;
  });
  return found;
}

/** Tells of each element, when it ends, under which it lies and the text directly before its end. */
function readTexts(xml: string, onEnd: (path: string, text: string) => void): void {
  const open: string[] = [];
  let text = "";
  const parser = new Parser(
    {
      onopentag: (name) => {
        open.push(name);
        text = "";
      },
      ontext: (piece) => {
        text += piece;
      },
      onclosetag: () => {
        onEnd(open.slice(-2).join("/"), text);
        open.pop();
        text = "";
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}
