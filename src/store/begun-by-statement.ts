import {
  type DatabaseConnection,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPoolClient,
  type TransactionBuilder,
  type TransactionSettings,
} from "kysely";
import type pg from "pg";
import type { HeldPool } from "./held-pool.ts";
import { queryOpened } from "./opened-query.ts";

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

/** PostgreSQL with {@link begunByStatement}; other transactions are begun as ever. */
export class BegunByStatementDialect extends PostgresDialect {
  readonly #pool: HeldPool;

  constructor(pool: HeldPool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): PostgresDriver {
    const { connect, end } = this.#pool;
    return new BegunByStatementDriver({
      pool: { connect: async () => openingClient(await connect()), end },
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

const nothing = { command: "SELECT", rowCount: 0, rows: [] } as const;

/** A connection that keeps back what opens a transaction until its first statement: each message costs more than most statements. */
function openingClient(client: pg.PoolClient): PostgresPoolClient {
  let before: string[] | undefined;
  let isOne = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    const statements = openerOf(text);
    if (statements !== undefined) {
      const settings = text.slice(openers[statements].length);
      isOne = statements === "one";
      before = isOne ? [settings] : ["begin", settings];
      return nothing;
    }
    const isEnd = text === "commit" || text === "rollback";
    // Nothing was done, or all of it with the only statement.
    if (isEnd && (before !== undefined || isOne)) return nothing;
    if (before === undefined) {
      if (isOne) throw new Error("a transaction of one statement has another");
      return client.query(text, [...parameters]);
    }
    const first = { before, text, values: [...parameters] };
    before = undefined;
    return queryOpened(client, first);
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
