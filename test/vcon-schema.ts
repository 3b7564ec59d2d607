/**
 * What draft-ietf-vcon-vcon-core-03 (1 July 2026, syntax 0.4.0) requires of an unsigned vCon of the members that we write, in our own words.
 *
 * The draft's own JSON Schema asks for less: that an address has a hash, content a media type and failed calls a reason stands in its text only.
 */
const index = { type: "integer", minimum: 0 };
const indices = { anyOf: [index, { type: "array", items: index }] };
const mediatype = { type: "string", pattern: "^[^/\\s]+/[^/\\s]+$" };
/** RFC 3339 in the form of RFC 8620, section 1.4: capital letters, no fraction of zero. */
const date = {
  type: "string",
  format: "date-time",
  pattern: "^[^a-z]+$",
  not: { pattern: "\\.0+(?:Z|[+-])" },
};

/** A file within, or one elsewhere that cannot be changed unnoticed. */
const content = {
  properties: {
    body: true,
    encoding: { enum: ["base64url", "json", "none"] },
    mediatype,
    url: { type: "string", pattern: "^https:", format: "uri" },
    content_hash: { type: "string", pattern: "^[a-z0-9]+-[A-Za-z0-9_-]+$" },
  },
  dependentRequired: {
    body: ["encoding", "mediatype"],
    encoding: ["body"],
    url: ["content_hash"],
    content_hash: ["url"],
  },
  not: { required: ["body", "url"] },
  if: { properties: { encoding: { enum: ["none", "base64url"] } }, required: ["encoding"] },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { properties: { body: { type: "string" } } },
};

const party = {
  type: "object",
  properties: {
    tel: { type: "string" },
    sip: { type: "string", pattern: "^sips?:" },
    name: { type: "string" },
    type: { enum: ["person", "bot", "organization"] },
  },
  additionalProperties: false,
};

const dialog = {
  type: "object",
  allOf: [content],
  required: ["type", "start", "parties"],
  properties: {
    type: { enum: ["recording", "text", "incomplete"] },
    start: date,
    duration: { type: "number", minimum: 0 },
    parties: indices,
    disposition: {
      enum: ["no-answer", "congestion", "failed", "busy", "hung-up", "voicemail-no-message"],
    },
  },
  if: { properties: { type: { const: "incomplete" } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: {
    required: ["disposition"],
    properties: { body: false, encoding: false, url: false, content_hash: false },
  },
  else: { properties: { disposition: false } },
  unevaluatedProperties: false,
};

const analysis = {
  type: "object",
  allOf: [content],
  required: ["type", "dialog", "vendor", "body"],
  properties: {
    type: { enum: ["report", "sentiment", "summary", "transcript", "translation", "tts"] },
    dialog: indices,
    vendor: { type: "string", minLength: 1 },
    product: { type: "string" },
    schema: { type: "string" },
  },
  unevaluatedProperties: false,
};

const attachment = {
  type: "object",
  allOf: [content],
  required: ["start", "party", "dialog", "body"],
  properties: { purpose: { type: "string" }, start: date, party: index, dialog: index },
  unevaluatedProperties: false,
};

export const vconSchema = {
  type: "object",
  required: ["uuid", "created_at", "parties"],
  properties: {
    vcon: { const: "0.4.0" },
    uuid: { type: "string", format: "uuid" },
    created_at: date,
    updated_at: date,
    subject: { type: "string" },
    parties: { type: "array", items: party },
    dialog: { type: "array", minItems: 1, items: dialog },
    analysis: { type: "array", items: analysis },
    attachments: { type: "array", items: attachment },
  },
  additionalProperties: false,
};
