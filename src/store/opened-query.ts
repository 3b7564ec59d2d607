import pg from "pg";

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
  readonly #before: readonly string[];
  #unanswered: number;

  constructor(before: readonly string[], text: string, values: unknown[], answered: Answered) {
    super({ text, values, queryMode: "extended" }, answered);
    this.#before = before;
    this.#unanswered = before.length;
  }

  override prepare(connection: pg.Connection): void {
    for (const text of this.#before) {
      connection.parse({ text, name: "", types: [] }, true);
      connection.bind({ values: [] }, true);
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
 * Sends statements without parameters and then one with them in a single message, and gives the answer to the last. A failure of any is that of all. Without a `begin` among them
 * they are a transaction of their own.
 */
export function queryOpened(
  client: pg.ClientBase,
  { before, text, values }: { before: readonly string[]; text: string; values: unknown[] },
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const answered: Answered = (error, result) => (error ? reject(error) : resolve(result));
    client.query(new OpenedQuery(before, text, values, answered));
  });
}
