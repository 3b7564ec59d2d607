import { Parser } from "htmlparser2";
import { ProblemError } from "../../lib/problems.ts";
import type { BlockWriter } from "./block-writer.ts";
import { createTextFlow } from "./html-flow.ts";
import type { ParseBounds, ParseWarning } from "./parsed.ts";

/** What nobody reads on the page, or what leads around the site and stands on every page of it. */
const dropped = new Set(
  "script style template noscript svg math canvas iframe object embed audio video select datalist textarea nav".split(
    " ",
  ),
);
const voids = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const hiddenStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))/i;

export interface HtmlFacts {
  title?: string;
  language?: string;
  warnings: ParseWarning[];
}

/**
 * Reads the text of a page as it is seen: entities decoded; scripts, styles, navigation and hidden elements left out.
 *
 * What a style sheet hides is not known here, only what the element itself says.
 */
export function parseHtml(html: string, writer: BlockWriter, bounds: ParseBounds): HtmlFacts {
  const flow = createTextFlow(writer);
  const facts: HtmlFacts = { warnings: [] };
  let depth = 0;
  /** Depth of the outermost element that is left out, or 0. */
  let droppedAt = 0;
  let title: string | undefined;
  let hasHidden = false;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (voids.has(name)) {
          if (droppedAt === 0) flow.open(name, attributes);
          return;
        }
        if (++depth > bounds.depthMax) throw tooDeep(bounds);
        if (droppedAt > 0) return;
        const isHidden = isHiddenElement(attributes);
        if (isHidden) hasHidden = true;
        if (isHidden || dropped.has(name)) droppedAt = depth;
        else if (name === "title") title ??= "";
        else flow.open(name, attributes);
        if (name === "html" && attributes.lang) facts.language = attributes.lang;
      },
      onclosetag(name) {
        if (voids.has(name)) return;
        if (droppedAt === 0 && name !== "title") flow.close(name);
        if (droppedAt === depth) droppedAt = 0;
        depth--;
        if (name === "title" && facts.title === undefined && title) facts.title = title;
      },
      ontext(text) {
        if (droppedAt > 0) return;
        if (title !== undefined && facts.title === undefined) title += text;
        else flow.text(text);
      },
    },
    { decodeEntities: true },
  );
  // In pieces, so that the buffer of the tokenizer does not grow with the page.
  for (let at = 0; at < html.length; at += 65_536) parser.write(html.slice(at, at + 65_536));
  parser.end();
  flow.end();
  if (hasHidden) {
    const detail = "Parts of the page are hidden by their markup and were left out.";
    facts.warnings.push({ code: "hidden-text-dropped", detail });
  }
  return facts;
}

function isHiddenElement(attributes: Record<string, string>): boolean {
  if (attributes.hidden !== undefined && attributes.hidden !== "until-found") return true;
  return attributes.style !== undefined && hiddenStyle.test(attributes.style);
}

function tooDeep(bounds: ParseBounds): ProblemError {
  const detail = `The page nests elements more than ${bounds.depthMax} levels deep.`;
  return new ProblemError("document-too-complex", detail);
}
