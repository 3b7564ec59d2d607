/** Owner: memory/. One row per subject that was forgotten, by a keyed hash, with when it was last. */
export interface MemForgottenSubjectsTable {
  tenant_id: string;
  subject_key: string;
  forgotten_at: Date;
}
