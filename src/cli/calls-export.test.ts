import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../calls/call-csv.ts";
import { exportCalls } from "./calls-export.ts";
import { servedClient } from "./client.ts";
import { countRecords, newRecordCount } from "./count-records.ts";

test("rows of CSV are counted however they are cut and whatever their cells hold", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r") }), { minLength: 1 }),
      ),
      fc.integer({ min: 1, max: 7 }),
      (rows, size) => {
        const text = Buffer.from([["id"], ...rows].map(csvLine).join(""));
        const count = newRecordCount("csv");
        for (let at = 0; at < text.length; at += size) {
          countRecords(count, text.subarray(at, at + size));
        }
        expect(count.records).toBe(rows.length);
      },
    ),
  );
});

async function listening(server: Server) {
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    client: servedClient({ address: `http://127.0.0.1:${port}`, token: "t", pid: 1 }),
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test("an export that breaks off leaves the file that was there, and nothing beside it", async () => {
  let isWhole = false;
  const server = createServer((_request, response) => {
    response.writeHead(200, { "x-total-count": "2" });
    response.write('{"id":1}\n', () => (isWhole ? response.end('{"id":2}\n') : response.destroy()));
  });
  using place = await listening(server);
  const folder = mkdtempSync(join(tmpdir(), "voicelens-export-"));
  try {
    const to = join(folder, "calls.jsonl");
    writeFileSync(to, "former");
    const options = { format: "jsonl", to, json: true } as const;
    await expect(exportCalls(place.client, options)).rejects.toThrow(/broke off/);
    expect([readdirSync(folder), readFileSync(to, "utf8")]).toEqual([["calls.jsonl"], "former"]);
    isWhole = true;
    const done = await exportCalls(place.client, options);
    expect(done).toMatchObject({ calls: 2, bytes: 18, format: "jsonl" });
    expect(readFileSync(to, "utf8")).toBe('{"id":1}\n{"id":2}\n');
    const nowhere = { ...options, to: join(folder, "none", "calls.jsonl") };
    await expect(exportCalls(place.client, nowhere)).rejects.toThrow(/ENOENT/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
