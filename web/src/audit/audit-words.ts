import type { Tenant } from "../api.ts";
import { humanise } from "../lib/format.ts";

/** What was done, as a person would say it. An action that is not here is shown as it is named. */
const words: Record<string, string> = {
  "agent.added": "Gave an agent to the tenant",
  "agent.removed": "Took an agent away",
  "api_key.created": "Made an API key",
  "api_key.revoked": "Revoked an API key",
  "connection.changed": "Changed a connection",
  "connection.created": "Made a connection",
  "connection.deleted": "Deleted a connection",
  "connection.fix_sent": "Sent a change to a provider's settings",
  "connection.fix_failed": "A change to a provider's settings was not taken",
  "connection.test_sent": "Sent a test event to a connection",
  "connection.secret_added": "Added a secret to a connection",
  "connection.secret_removed": "Removed a secret from a connection",
  "connection.secret_lent": "Lent a secret of a connection for a minute",
  "delivery.all_replayed": "Sent outgoing messages again",
  "delivery.replayed": "Sent an outgoing message again",
  "contact.changed": "Changed a contact",
  "contact.created": "Made a contact",
  "contact.imported": "Imported contacts",
  "contact.merged": "Merged two contacts",
  "contact.note_added": "Wrote a note about a contact",
  "contact.note_changed": "Corrected a note",
  "contact.note_removed": "Removed a note",
  "contact.number_added": "Gave a contact another number",
  "contact.number_removed": "Took a number from a contact",
  "contact.removed": "Removed a contact",
  "contact.tagged": "Tagged a contact",
  "contact.untagged": "Took a tag from a contact",
  "follow_up.changed": "Changed a follow-up",
  "follow_up.created": "Made a follow-up",
  "follow_up.removed": "Removed a follow-up",
  "invitation.made": "Invited somebody",
  "invitation.revoked": "Took an invitation back",
  "phone_number.added": "Gave a number to the tenant",
  "phone_number.removed": "Took a number away",
  "price.changed": "Changed a price of calls",
  "price.removed": "Removed a price of calls",
  "price.set": "Set a price of calls",
  "price_settings.set": "Set what is billed, and the budget",
  "quarantine.replayed": "Looked again for the tenants of quarantined events",
  "relay.changed": "Changed a relay",
  "relay.created": "Made a relay",
  "relay.deleted": "Removed a relay",
  "relay.disabled": "Disabled a relay that only failed",
  "security_event.resolved": "Looked at a security event",
  "session.opened": "Signed in",
  "session.others_revoked": "Signed out everywhere else",
  "session.revoked": "Ended a session",
  "session.switched": "Switched to another tenant",
  "subscription.changed": "Changed a webhook subscription",
  "subscription.created": "Made a webhook subscription",
  "subscription.deleted": "Removed a webhook subscription",
  "subscription.disabled": "Disabled a webhook subscription that only failed",
  "subscription.secret_added": "Made a secret of a webhook subscription",
  "subscription.secret_removed": "Removed a secret of a webhook subscription",
  "subscription.tested": "Sent a test message",
  "tenant.brand_changed": "Changed the brand",
  "tenant.changed": "Changed a client",
  "tenant.created": "Made a client",
  "tenant.time_zone_set": "Set the time zone",
  "user.changed": "Changed what somebody may do",
  "user.joined": "Joined by invitation",
  "user.password_changed": "Changed the password",
  "user.removed": "Removed somebody",
  "user.totp_disabled": "Turned the second factor off",
  "user.totp_enabled": "Turned the second factor on",
};

export function describeAction(action: string): string {
  return words[action] ?? humanise(action.replace(".", " "));
}

/** The thing it was done to, in the fewest words that tell it from others. */
export function describeSubject(
  entry: { subject: string; subject_name: string | null; payload: Record<string, unknown> | null },
  tenants: readonly Tenant[],
): string {
  const { number, name } = entry.payload ?? {};
  const tenant = tenants.find(({ id }) => id === entry.subject);
  const told = entry.subject_name ?? tenant?.name ?? name ?? number;
  return typeof told === "string" && told !== "" ? told : entry.subject;
}
