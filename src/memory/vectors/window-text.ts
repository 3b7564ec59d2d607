import { cutText } from "../../lib/text.ts";
import { writtenOut } from "../relative-dates.ts";

/** Something said, as far as it is embedded. */
export interface SaidTurn {
  role: string;
  name: string | null;
  content: string;
  attachments: ReadonlyArray<{ text: string }>;
}

/** A turn with what was said right before and after it in the same sitting. */
export interface SaidWindow {
  before: SaidTurn | null;
  turn: SaidTurn;
  after: SaidTurn | null;
  at: Date;
}

const turnMax = 4_000;
/** Neighbours only say what the turn is about. */
const neighbourMax = 600;

/** What is embedded for a turn: the date, and three turns with who said them. One turn alone often says nothing: "Yes, both of them." */
export function windowText({ before, turn, after, at }: SaidWindow, language: string): string {
  const lines = [
    writtenOut({ unit: "day", at }, language),
    before && cutText(lineOf(before), neighbourMax),
    cutText(lineOf(turn), turnMax),
    after && cutText(lineOf(after), neighbourMax),
  ];
  return lines.filter((line) => line !== null).join("\n");
}

function lineOf({ role, name, content, attachments }: SaidTurn): string {
  const said = [content, ...attachments.map(({ text }) => text)].join(" ");
  return `${name ?? role}: ${said}`;
}
