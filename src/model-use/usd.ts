import { z } from "zod";
import { usdToMicros } from "../lib/money.ts";

/** A million dollars. */
const microsMax = 1_000_000_000_000;

/** US dollars as they are written, such as 0.15, read exactly as micro-dollars. */
export const Usd = z
  .string()
  .max(30)
  .transform((text, context) => {
    const micros = usdToMicros(text);
    if (micros !== null && micros >= 0 && micros <= microsMax) return micros;
    context.addIssue({ code: "custom", message: "an amount of US dollars such as 0.15" });
    return z.NEVER;
  });
