import { Parser } from "htmlparser2";
import { ProblemError } from "../../lib/problems.ts";
import type { ParseBounds } from "./parsed.ts";

export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(part: string): void;
}

/**
 * Tells of the elements of an XML file. Entities that the file itself declares are not expanded, so none can grow.
 */
export function parseXml(xml: Buffer, bounds: ParseBounds, handler: XmlHandler): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > bounds.depthMax) {
          const detail = `The document nests elements more than ${bounds.depthMax} levels deep.`;
          throw new ProblemError("document-too-complex", detail);
        }
        handler.open(name, attributes);
      },
      onclosetag(name) {
        depth--;
        handler.close(name);
      },
      ontext: (part) => handler.text(part),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new TextDecoder(xml[0] === 0xff && xml[1] === 0xfe ? "utf-16le" : "utf-8");
  for (let at = 0; at < xml.length; at += 65_536) {
    parser.write(decoder.decode(xml.subarray(at, at + 65_536), { stream: true }));
  }
  parser.end();
}
