import {
  type DatabaseConnection,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionBuilder,
  type TransactionSettings,
} from "kysely";

/** What a transaction asks for to be begun by its first statement. All transactions may write anyway. */
const mark = "read write";

/** A transaction that nothing begins: its first statement has to say `begin`, and can say more in the same message. */
export function begunByStatement<Tables>(kysely: Kysely<Tables>): TransactionBuilder<Tables> {
  return kysely.transaction().setAccessMode(mark);
}

/** PostgreSQL with {@link begunByStatement}; other transactions are begun as ever. */
export class BegunByStatementDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new BegunByStatementDriver(this.#config);
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
