import type { ProblemCode } from "../../lib/problems.ts";
import type { DocumentSource, ParseBounds, ParsedDocument } from "./parsed.ts";

/** What the thread is asked. */
export interface ParseTask {
  source: DocumentSource;
  bounds: ParseBounds;
}

/** What it answers. Errors lose their class on the way between threads, so a problem travels in parts. */
export type ParseAnswer =
  | { parsed: ParsedDocument }
  | {
      problem: {
        code: ProblemCode;
        detail: string;
        extra: Readonly<Record<string, unknown>>;
        cause?: string;
      };
    };
