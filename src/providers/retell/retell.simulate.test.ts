import { expect, test } from "vitest";
import { createRandom } from "../../lib/random.ts";
import { scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { retellSimulator } from "./retell.simulate.ts";
import { retell } from "./retell.ts";

const startedAt = 1795161605120;

test("every simulated call is verified, read without complaint, and ends as expected", () => {
  for (const [place, scenario] of scenarios.entries()) {
    for (let seed = 0; seed < 12; seed++) {
      const random = createRandom(place * 100 + seed);
      const script = writeScript(random, { scenario });
      const played = retellSimulator.simulate(script, random, startedAt);
      const patches = played.deliveries.flatMap((sent) => {
        const { patches, findings } = retell.normalise(JSON.parse(sent.body), {
          receivedAt: sent.at,
          headers: {},
        });
        expect(findings).toEqual([]);
        expect(isAccepted(sent.body, sent.at)).toBe(true);
        return patches;
      });
      expect(new Set(patches.map(({ providerCallId }) => providerCallId))).toEqual(
        new Set([played.providerCallId]),
      );
      const last = patches.at(-1);
      expect(last?.facts.disposition).toBe(played.expected.disposition);
      expect(last?.facts.costMicros).toBe(script.costMicros);
      expect(last?.transcript?.turns.length ?? 0).toBe(script.turns.length);
      expect(last?.toolCalls?.length ?? 0).toBe(script.toolCalls.length);
    }
  }
});

test("the same seed plays the same bytes", () => {
  const play = () => {
    const random = createRandom(7);
    return retellSimulator.simulate(writeScript(random), random, startedAt);
  };
  expect(play()).toEqual(play());
});

function isAccepted(text: string, at: number): boolean {
  const url = "https://voice.example.com/webhook/retell";
  const given = { body: text, contentType: "application/json", url, at, deliveryId: "1" };
  const headers = retellSimulator.sign({ ...given, secret: "key_1" });
  const body = Buffer.from(text);
  const received = { method: "POST", url, publicUrls: [url], headers, body, receivedAt: at + 300 };
  return retell.verify(received, { secrets: ["key_1"] }).isVerified;
}
