// What the drill of a cluster looks at afterwards: deliveries and calls, figures, messages sent on, scheduled backups.
import { readdirSync, readFileSync } from "node:fs";
import { auditCalls } from "./loss-audit.js";
import { withDatabase } from "./servers.js";

const patienceMs = 120_000;

export async function auditCluster(cluster, { ledgerFile, receiver, backups }) {
  const calls = await auditCalls(cluster, ledgerFile);
  const { counted, ofContacts } = await readFigures(cluster);
  return {
    calls,
    countedCalls: counted,
    contactCalls: ofContacts,
    messages: compareMessages(expectMessages(ledgerFile), receiver.messages),
    backups: await auditBackups(cluster, backups),
  };
}

/** Figures are counted a moment after the calls. */
async function readFigures(cluster) {
  return withDatabase(cluster, async (client) => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const { rows } =
        await client.query(`select not exists (select from analytics_marks) as "isCounted",
          (select coalesce(sum(calls), 0)::int from provider_analytics) as counted,
          (select count(*)::int from contact_calls) as "ofContacts"`);
      if (rows[0].isCounted || performance.now() > deadline) return rows[0];
      await new Promise((again) => setTimeout(again, 200));
    }
  });
}

const messagesOf = {
  call_started: ["call.started"],
  call_ended: ["call.ended", "transcript.ready"],
  call_analyzed: ["call.analyzed"],
};

/** What a subscriber must have been told of the calls of the ledger, by the provider's ids. */
function expectMessages(ledgerFile) {
  const lines = readFileSync(ledgerFile, "utf8").split("\n").filter(Boolean);
  const reached = new Map();
  for (const line of lines) {
    const [callId = "", , event = ""] = line.split(" ");
    reached.set(callId, [...(reached.get(callId) ?? []), event]);
  }
  return [...reached].flatMap(([callId, events]) =>
    events.flatMap((event) => messagesOf[event].map((type) => `${type} ${callId}`)),
  );
}

function compareMessages(expected, messages) {
  /** @type {Map<string, number>} how many ids the same news came under */
  const ids = new Map();
  let repeated = 0;
  for (const { about, times } of messages.values()) {
    ids.set(about, (ids.get(about) ?? 0) + 1);
    repeated += times - 1;
  }
  return {
    expected: expected.length,
    missing: expected.filter((about) => !ids.has(about)).length,
    unexpected: [...ids.keys()].length - expected.filter((about) => ids.has(about)).length,
    doubled: [...ids.values()].filter((count) => count > 1).length,
    repeated,
  };
}

/** Each moment of the schedule is one row, and each that is done has an archive that was read back. */
async function auditBackups(cluster, folder) {
  const { rows } = await withDatabase(
    cluster,
    (client) => client.query("select slot, status, archive, error from backups"),
    { isTenant: false },
  );
  const receipts = new Set(readdirSync(folder).filter((name) => name.endsWith(".json")));
  const done = rows.filter(({ status }) => status === "done");
  return {
    moments: rows.length,
    done: done.length,
    archives: readdirSync(folder).filter((name) => name.endsWith(".vlbackup")).length,
    withoutReceipt: done.filter(({ archive }) => !receipts.has(`${archive.split("/").at(-1)}.json`))
      .length,
    failed: rows.filter(({ status }) => status === "failed").map(({ error }) => error),
  };
}

/** What is wrong, in words; empty when nothing is. */
export function faultsOf({ calls, countedCalls, contactCalls, messages, backups }) {
  const counts = {
    "acknowledged deliveries lost": calls.lost,
    "deliveries kept twice": calls.duplicates,
    "deliveries not folded": calls.unfolded,
    "calls that are not what was delivered": calls.wrongCalls,
    "calls counted wrongly by analytics": Math.abs(countedCalls - calls.calls),
    "calls counted wrongly by contacts": Math.abs(contactCalls - calls.calls),
    "messages not sent on": messages.missing,
    "messages sent on that should not have been": messages.unexpected,
    "messages sent on under two ids": messages.doubled,
    "backups that are said to be done and have no receipt": backups.withoutReceipt,
    "scheduled backups that failed": backups.failed.length,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `FAULT ${count} ${what}`);
}
