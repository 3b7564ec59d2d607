import { expect, test } from "vitest";
import {
  clockFinding,
  databaseFinding,
  diskFinding,
  memoryFinding,
  nodeFinding,
  ownAddressFinding,
  poolFinding,
  redisFinding,
  schemaFinding,
  supplierFinding,
} from "./checks.ts";

const mib = 1024 * 1024;
const memoryWith = (freeBytes: number) =>
  memoryFinding({ freeBytes, totalBytes: 4096 * mib, usedByUs: 200 * mib });

test("each check passes, warns or fails where it should, and says what to do unless it passes", () => {
  const cases = [
    [clockFinding("x", 400), "pass"],
    [clockFinding("x", -6_000), "warn"],
    [clockFinding("x", 61_000), "fail"],
    [diskFinding(5000 * mib, 256 * mib), "pass"],
    [diskFinding(900 * mib, 256 * mib), "warn"],
    [diskFinding(200 * mib, 256 * mib), "fail"],
    [memoryWith(1000 * mib), "pass"],
    [memoryWith(200 * mib), "warn"],
    [memoryWith(10 * mib), "fail"],
    [nodeFinding("v20.19.0"), "pass"],
    [nodeFinding("v24.1.0"), "pass"],
    [nodeFinding("v20.18.3"), "fail"],
    [nodeFinding("v18.20.0"), "fail"],
    [databaseFinding(180_004, true), "pass"],
    [databaseFinding(190_000, false), "warn"],
    [schemaFinding([]), "pass"],
    [schemaFinding(["0002-access"]), "fail"],
    [poolFinding(24, []), "pass"],
    [poolFinding(24, ["The database has room for 5 connections"]), "fail"],
    [redisFinding("used_memory:1\r\nmaxmemory_policy:noeviction\r\n"), "pass"],
    [redisFinding("maxmemory_policy:volatile-lru"), "pass"],
    [redisFinding("maxmemory_policy:allkeys-lru\r\n"), "fail"],
    [redisFinding(""), "warn"],
    [supplierFinding("x", 40), "pass"],
    [supplierFinding("x", 4_000), "warn"],
    [supplierFinding("x", null), "fail"],
    [ownAddressFinding({ url: undefined, answer: null }), "warn"],
    [ownAddressFinding({ url: "https://a.example.com", answer: null }), "fail"],
    [
      ownAddressFinding({ url: "https://a.example.com", answer: { status: 200, isOurs: false } }),
      "fail",
    ],
    [
      ownAddressFinding({ url: "https://a.example.com", answer: { status: 200, isOurs: true } }),
      "pass",
    ],
  ] as const;
  for (const [finding, status] of cases) {
    expect(finding).toMatchObject({ status });
    expect([finding.check, finding.next === null]).toEqual([finding.check, status === "pass"]);
  }
});
