import { expect, test } from "vitest";
import { sentimentScore } from "./sentiment.ts";

test("a word for the caller's mood has its score in any spelling", () => {
  const scores = {
    very_positive: 1,
    "Very Positive": 1,
    Positive: 0.8,
    "slightly-positive": 0.6,
    NEUTRAL: 0.5,
    " slightly negative ": 0.4,
    negative: 0.2,
    VERY_NEGATIVE: 0,
  };
  for (const [word, score] of Object.entries(scores)) expect(sentimentScore(word)).toBe(score);
});

test("a word that measures nothing has no score", () => {
  for (const word of ["unknown", "mixed", "", "delighted", "__proto__", "x".repeat(1000), null]) {
    expect(sentimentScore(word)).toBeNull();
  }
});
