import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { type Contact, type ContactChange, numbersMax, tagsMax } from "./contact.schema.ts";
import { changeContact, insertContact, readContact } from "./contact.service.ts";
import { addNumbers, findOwner } from "./contact.store.ts";
import { recount } from "./contact-calls.store.ts";
import { type ContactLine, type LineReport, readContactLines } from "./contact-lines.ts";
import { lockContacts } from "./contact-locks.ts";

interface Needs {
  db: Database;
  now: () => number;
}

/** Calls that come in wait for the lock meanwhile: it is given back this often. */
const batchMax = 100;

/**
 * Takes contacts out of a file, and says for each line what became of it: a number that is known gets what the line says, a new one a contact. A line that cannot be
 * used stops no other. In a dry run everything is done and then undone, so the report is what would happen.
 */
export async function importContacts(
  needs: Needs,
  access: RequestAccess,
  { csv, isDryRun }: { csv: string; isDryRun: boolean },
): Promise<LineReport[]> {
  const lines = readContactLines(csv);
  const reports: LineReport[] = [];
  for (let at = 0; at < lines.length; at += batchMax) {
    reports.push(...(await importBatch(needs, access, lines.slice(at, at + batchMax), isDryRun)));
  }
  return reports;
}

/** Carries the report out of a transaction that is undone. */
class DryRun extends Error {
  readonly reports: LineReport[];

  constructor(reports: LineReport[]) {
    super("a dry run");
    this.reports = reports;
  }
}

async function importBatch(
  { db, now }: Needs,
  access: RequestAccess,
  lines: readonly ContactLine[],
  isDryRun: boolean,
): Promise<LineReport[]> {
  try {
    return await inTenant(
      db,
      access.scope,
      async (trx) => {
        await lockContacts(trx, access.scope);
        const reports: LineReport[] = [];
        for (const line of lines) reports.push(await importLine(trx, access, line, now()));
        if (isDryRun) throw new DryRun(reports);
        await auditBatch(trx, access, reports);
        return reports;
      },
      { pace: "report" },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.reports;
    throw error;
  }
}

async function auditBatch(trx: Trx, { scope, actor }: RequestAccess, reports: LineReport[]) {
  const count = (outcome: LineReport["outcome"]) =>
    reports.filter((report) => report.outcome === outcome).length;
  const payload = { created: count("created"), updated: count("updated") };
  if (payload.created + payload.updated === 0) return;
  const action = "contact.imported";
  await recordAudit(trx, scope, { actor, action, subject: "contacts", payload });
}

async function importLine(
  trx: Trx,
  { scope }: RequestAccess,
  line: ContactLine,
  now: number,
): Promise<LineReport> {
  const failed = (error: string): LineReport => ({
    line: line.line,
    outcome: "failed",
    contact_id: null,
    error,
  });
  if ("error" in line) return failed(line.error);
  const { numbers, change } = line;
  const owners = new Set<string>();
  for (const number of numbers) {
    const owner = await findOwner(trx, scope, number);
    if (owner !== undefined) owners.add(owner);
  }
  const [id, other] = owners;
  if (other !== undefined) return failed("numbers: they belong to several contacts; merge those");
  if (id === undefined) {
    const fresh = newId("cnt");
    await insertContact(trx, scope, { id: fresh, numbers, given: change, now });
    return { line: line.line, outcome: "created", contact_id: fresh, error: null };
  }
  const before = await readContact(trx, scope, id);
  const added = numbers.filter((number) => !before.numbers.includes(number));
  const whole = together(before, change);
  if (before.numbers.length + added.length > numbersMax) return failed("numbers: too many");
  if ((whole.tags?.length ?? 0) > tagsMax) return failed("tags: too many");
  await changeContact(trx, scope, id, whole, now);
  await addNumbers(trx, scope, id, added);
  await recount(trx, scope, numbers);
  return { line: line.line, outcome: "updated", contact_id: id, error: null };
}

/** A file adds tags and fields to those that a contact has. */
function together(before: Contact, change: ContactChange): ContactChange {
  return {
    ...change,
    ...(change.tags === undefined ? {} : { tags: [...new Set([...before.tags, ...change.tags])] }),
    ...(change.custom === undefined
      ? {}
      : { custom: { ...(before.custom as typeof change.custom), ...change.custom } }),
  };
}
