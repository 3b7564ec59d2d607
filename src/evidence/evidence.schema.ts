import { z } from "zod";

const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);

/** The members that every vCon has (draft-ietf-vcon-vcon-core, syntax 0.4.0); the others are left as they are. */
const VconShape = z.looseObject({
  vcon: z.literal("0.4.0"),
  uuid: z.uuid(),
  created_at: instant,
  parties: z.array(z.looseObject({})).min(1),
  dialog: z.array(z.looseObject({ type: z.string(), start: instant })),
  analysis: z.array(z.looseObject({ type: z.string() })),
  attachments: z.array(z.looseObject({})),
});

const AuditExtractEntry = z.strictObject({
  seq: z.number().int().positive(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()).nullable(),
  payload_salt: hex.nullable(),
  payload_hash: sha256,
  previous_hash: sha256,
  hash: sha256,
});

/** The name of this form of evidence. */
export const evidenceFormat = "voicelens-evidence-1";

/** What an evidence pack says, under one signature. */
export const EvidencePack = z.strictObject({
  format: z.literal(evidenceFormat),
  issued_at: instant,
  /** Where the product was reached, and which it was. */
  installation: z.strictObject({ url: z.string(), version: z.string() }),
  tenant_id: z.string(),
  call_id: z.string(),
  vcon: VconShape,
  /** Of the recording as it was fetched; null when there is none. */
  recording: z
    .strictObject({ sha256, bytes: z.number().int().nullable(), status: z.string() })
    .nullable(),
  /** What providers sent about the call, each by the hash of its exact bytes. */
  events: z.array(
    z.strictObject({
      id: z.string(),
      provider: z.string(),
      event_key: z.string(),
      event_type: z.string().nullable(),
      received_at: instant,
      is_verified: z.boolean(),
      body_bytes: z.number().int(),
      body_sha256: sha256.nullable(),
    }),
  ),
  /** Who did what with the call, and the end of the whole chain at that moment. */
  audit: z.strictObject({
    entries: z.array(AuditExtractEntry),
    head: z.strictObject({ seq: z.number().int(), hash: sha256 }).nullable(),
  }),
});
export type EvidencePack = z.infer<typeof EvidencePack>;
