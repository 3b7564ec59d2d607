import {
  type DatabaseConnection,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPoolClient,
  type RawBuilder,
  sql,
  type Transaction,
  type TransactionBuilder,
  type TransactionSettings,
} from "kysely";
import type pg from "pg";
import type { HeldPool } from "./held-pool.ts";
import { queryOpened, type Statement } from "./opened-query.ts";
import type { Tables } from "./tables/index.ts";

/** What a transaction asks for that is not begun by a message of its own. All transactions may write anyway. */
const mark = "read write";
const openers = { many: "begin; ", one: "one; " } as const;

/** How many statements a transaction has: only one is sent together with beginning and end. */
export type Statements = keyof typeof openers;

/** What such a transaction has to say first; it is sent with the statement after it. `settings` is one statement. */
export function opening(settings: string, statements: Statements): string {
  return `${openers[statements]}${settings}`;
}

/** A transaction that nothing begins: first of all it has to say {@link opening}. */
export function begunByStatement<Tables>(kysely: Kysely<Tables>): TransactionBuilder<Tables> {
  return kysely.transaction().setAccessMode(mark);
}

/** PostgreSQL with {@link begunByStatement}; other transactions are begun as ever. After each answer of the database `pause` is waited for. */
export class BegunByStatementDialect extends PostgresDialect {
  readonly #pool: HeldPool;
  readonly #pause: (() => Promise<void>) | undefined;

  constructor(pool: HeldPool, pause?: () => Promise<void>) {
    super({ pool });
    this.#pool = pool;
    this.#pause = pause;
  }

  override createDriver(): PostgresDriver {
    const { connect, end } = this.#pool;
    return new BegunByStatementDriver({
      pool: { connect: async () => openingClient(await connect(), this.#pause), end },
    });
  }
}

class BegunByStatementDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    if (settings.accessMode !== mark) await super.beginTransaction(connection, settings);
  }
}

/** `begin` and what follows it: alone they do nothing. */
const openingStatements = 2;

/** Begins what is sent with the statement after it. */
const deferral = "later; ";

/**
 * Has a statement sent with the next one of its transaction, or with its end: for what nobody needs an answer to. Where it fails, that one fails.
 */
export async function later(
  trx: Transaction<Tables>,
  statement: RawBuilder<unknown>,
): Promise<void> {
  await sql`${sql.raw(deferral)}${statement}`.execute(trx);
}

const nothing = { command: "SELECT", rowCount: 0, rows: [] } as const;

/** A connection that keeps back what opens a transaction, and whatever can wait, until the next statement: each message costs more than most statements. */
function openingClient(client: pg.PoolClient, pause?: () => Promise<void>): PostgresPoolClient {
  let kept: Statement[] = [];
  let isOne = false;
  /** Whether the server knows of the transaction. */
  let isSent = true;
  const send = (statement: Statement) => {
    const before = kept;
    kept = [];
    isSent = true;
    if (before.length > 0) return queryOpened(client, before, statement);
    return client.query(statement.text, [...(statement.values ?? [])]);
  };
  const query = async (text: string, values: readonly unknown[]) => {
    const statements = openerOf(text);
    if (statements !== undefined) {
      const settings = { text: text.slice(openers[statements].length) };
      isOne = statements === "one";
      isSent = false;
      kept = isOne ? [settings] : [{ text: "begin" }, settings];
      return nothing;
    }
    if (text.startsWith(deferral)) {
      if (isOne) throw new Error("a transaction of one statement has another");
      kept.push({ text: text.slice(deferral.length), values });
      return nothing;
    }
    const isRollback = text === "rollback";
    if (isRollback) kept = [];
    const isEnd = isRollback || text === "commit";
    // Nothing was done, or all of it with the only statement.
    if (isEnd && (isOne || (!isSent && kept.length <= openingStatements))) return nothing;
    if (isOne && isSent) throw new Error("a transaction of one statement has another");
    const answer = await send({ text, values });
    if (!isEnd) await pause?.();
    return answer;
  };
  return {
    query: query as unknown as PostgresPoolClient["query"],
    release: () => client.release(),
  };
}

function openerOf(text: string): Statements | undefined {
  if (text.startsWith(openers.many)) return "many";
  return text.startsWith(openers.one) ? "one" : undefined;
}
