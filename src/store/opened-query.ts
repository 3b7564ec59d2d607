import pg from "pg";
import { prepareValue } from "pg/lib/utils.js";

/** A statement with what is given to it. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** The same as it goes over the wire. */
interface ReadyStatement {
  readonly text: string;
  readonly values: Array<string | Buffer | null>;
}

/** The driver's own query, whose types tell less than it does. */
interface DriverQuery extends pg.Submittable {
  prepare(connection: pg.Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
}

type Answered = (error: Error | undefined, result: pg.QueryResult) => void;
const DriverQuery = pg.Query as unknown as new (
  query: { text: string; values: unknown[]; queryMode: "extended" },
  answered: Answered,
) => DriverQuery;

/** A statement that others go before in the same message; of their answers only failures are told. */
class OpenedQuery extends DriverQuery {
  readonly #before: readonly ReadyStatement[];
  #unanswered: number;

  constructor(
    before: readonly ReadyStatement[],
    { text, values = [] }: Statement,
    answered: Answered,
  ) {
    super({ text, values: [...values], queryMode: "extended" }, answered);
    this.#before = before;
    this.#unanswered = before.length;
  }

  override prepare(connection: pg.Connection): void {
    for (const { text, values } of this.#before) {
      connection.parse({ text, name: "", types: [] }, true);
      connection.bind({ values }, true);
      connection.execute({}, true);
    }
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.#unanswered === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (this.#unanswered === 0) super.handleCommandComplete(message, connection);
    else this.#unanswered--;
  }
}

/**
 * Sends statements and then one more in a single message, and gives the answer to the last. A failure of any is that of all: what comes after it is not done. Without a `begin` among
 * them they are a transaction of their own.
 */
export async function queryOpened(
  client: pg.ClientBase,
  before: readonly Statement[],
  last: Statement,
): Promise<pg.QueryResult> {
  // What cannot be sent fails before anything is.
  const ready = before.map(({ text, values = [] }) => ({ text, values: values.map(prepareValue) }));
  return new Promise((resolve, reject) => {
    const answered: Answered = (error, result) => (error ? reject(error) : resolve(result));
    client.query(new OpenedQuery(ready, last, answered));
  });
}
