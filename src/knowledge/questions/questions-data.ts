import { exportRows, inTenant, type TenantData } from "../../store/index.ts";

/** Question sets and their runs. The questions are the tenant's own texts: no age takes them, and no caller's wish; runs are records, and go with age. */
export const questionData: TenantData = {
  room: "knowledge",
  tables: [
    "knowledge_question_sets",
    "knowledge_questions",
    "knowledge_question_runs",
    "knowledge_question_answers",
  ],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return inTenant(
      db,
      scope,
      async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("knowledge_question_sets")
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        return Number(numDeletedRows);
      },
      { pace: "report" },
    );
  },
  expire: (db, scope, before) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("knowledge_question_runs")
          .where("tenant_id", "=", scope.tenantId)
          .where("created_at", "<", before)
          .executeTakeFirst();
        return Number(numDeletedRows);
      },
      { pace: "report" },
    ),
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "knowledge_question_sets", ["id"])) {
      yield { table: "knowledge_question_sets", row };
    }
    for await (const row of exportRows(db, scope, "knowledge_questions", ["id"])) {
      yield { table: "knowledge_questions", row };
    }
    for await (const row of exportRows(db, scope, "knowledge_question_runs", ["id"])) {
      const { lease: _, ...rest } = row;
      yield { table: "knowledge_question_runs", row: rest };
    }
    for await (const row of exportRows(db, scope, "knowledge_question_answers", [
      "run_id",
      "place",
    ])) {
      yield { table: "knowledge_question_answers", row };
    }
  },
};
