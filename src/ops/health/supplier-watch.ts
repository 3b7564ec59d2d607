import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Outgoing } from "../../guard/index.ts";
import type { Supplier } from "../suppliers.ts";

/** How somebody on whom we depend was, when last looked at. */
export interface SupplierState {
  name: string;
  kind: Supplier["kind"] | "cache";
  status: "up" | "slow" | "down";
  /** How long the answer took; null when none came. */
  ms: number | null;
  /** Since when it is so; epoch milliseconds. */
  since: number;
  checkedAt: number;
}

export interface SupplierWatch {
  /** Asks everybody once; run again and again in the background. */
  look(): Promise<void>;
  /** What is known; nothing before the first look. */
  states(): SupplierState[];
}

interface Needs {
  suppliers: () => readonly Supplier[];
  /** Undefined where no Redis is used. */
  redis: { ping(): Promise<unknown> } | undefined;
  ask: Outgoing["toOperator"];
  now: () => number;
}

const slowMs = 3_000;
const patienceMs = 5_000;

/**
 * Knows how our suppliers are without making anybody wait for them.
 *
 * They are asked whether they answer at all: without a key, and for nothing that costs. What they answer does not matter, unless they say that they are out of order.
 */
export function createSupplierWatch({ suppliers, redis, ask, now }: Needs): SupplierWatch {
  let known: SupplierState[] = [];

  const lookAt = async (
    { name, kind }: Pick<SupplierState, "name" | "kind">,
    reach: () => Promise<unknown>,
  ): Promise<SupplierState> => {
    const began = performance.now();
    const isUp = await reach().then(
      () => true,
      () => false,
    );
    const ms = isUp ? Math.round(performance.now() - began) : null;
    const status = ms === null ? "down" : ms > slowMs ? "slow" : "up";
    const before = known.find((each) => each.name === name);
    const since = before?.status === status ? before.since : now();
    return { name, kind, status, ms, since, checkedAt: now() };
  };

  return {
    states: () => known,
    async look() {
      const looks = suppliers().map((supplier) => lookAt(supplier, () => reach(supplier, ask)));
      if (redis !== undefined) {
        looks.push(lookAt({ name: "Redis", kind: "cache" }, () => redis.ping()));
      }
      known = await Promise.all(looks);
    },
  };
}

async function reach({ url }: Supplier, ask: Needs["ask"]): Promise<void> {
  if (/^smtps?:/.test(url)) return greet(new URL(url));
  const { status } = await ask(url, { signal: AbortSignal.timeout(patienceMs) });
  if (status >= 500) throw new Error(`answered ${status}`);
}

/** A mail server speaks first. */
function greet({ protocol, hostname, port }: URL): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve, reject) => {
    const socket =
      protocol === "smtps:"
        ? connectTls({ host, port: Number(port || 465), servername: host })
        : connect({ host, port: Number(port || 25) });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error("no greeting")));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed without a greeting")));
    socket.once("data", (greeting) => {
      if (/^220/.test(greeting.toString("latin1"))) resolve();
      socket.end("QUIT\r\n");
    });
  });
}
