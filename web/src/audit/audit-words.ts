import type { Tenant } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";

/** What was done, as a person would say it. An action that is not here is shown as it is named. */
const words: Record<string, string> = {
  "agent.added": t("Gave an agent to the tenant"),
  "agent.removed": t("Took an agent away"),
  "api_key.created": t("Made an API key"),
  "api_key.revoked": t("Revoked an API key"),
  "connection.changed": t("Changed a connection"),
  "connection.created": t("Made a connection"),
  "connection.deleted": t("Deleted a connection"),
  "connection.fix_sent": t("Sent a change to a provider's settings"),
  "connection.fix_failed": t("A change to a provider's settings was not taken"),
  "connection.test_sent": t("Sent a test event to a connection"),
  "connection.secret_added": t("Added a secret to a connection"),
  "connection.secret_removed": t("Removed a secret from a connection"),
  "connection.secret_lent": t("Lent a secret of a connection for a minute"),
  "delivery.all_replayed": t("Sent outgoing messages again"),
  "delivery.replayed": t("Sent an outgoing message again"),
  "contact.changed": t("Changed a contact"),
  "contact.created": t("Made a contact"),
  "contact.imported": t("Imported contacts"),
  "contact.merged": t("Merged two contacts"),
  "contact.note_added": t("Wrote a note about a contact"),
  "contact.note_changed": t("Corrected a note"),
  "contact.note_removed": t("Removed a note"),
  "contact.number_added": t("Gave a contact another number"),
  "contact.number_removed": t("Took a number from a contact"),
  "contact.removed": t("Removed a contact"),
  "contact.tagged": t("Tagged a contact"),
  "contact.untagged": t("Took a tag from a contact"),
  "follow_up.changed": t("Changed a follow-up"),
  "follow_up.created": t("Made a follow-up"),
  "follow_up.removed": t("Removed a follow-up"),
  "invitation.made": t("Invited somebody"),
  "invitation.revoked": t("Took an invitation back"),
  "phone_number.added": t("Gave a number to the tenant"),
  "phone_number.removed": t("Took a number away"),
  "price.changed": t("Changed a price of calls"),
  "price.removed": t("Removed a price of calls"),
  "price.set": t("Set a price of calls"),
  "price_settings.set": t("Set what is billed, and the budget"),
  "quarantine.replayed": t("Looked again for the tenants of quarantined events"),
  "relay.changed": t("Changed a relay"),
  "relay.created": t("Made a relay"),
  "relay.deleted": t("Removed a relay"),
  "relay.disabled": t("Disabled a relay that only failed"),
  "security_event.resolved": t("Looked at a security event"),
  "session.opened": t("Signed in"),
  "session.others_revoked": t("Signed out everywhere else"),
  "session.revoked": t("Ended a session"),
  "session.switched": t("Switched to another tenant"),
  "subscription.changed": t("Changed a webhook subscription"),
  "subscription.created": t("Made a webhook subscription"),
  "subscription.deleted": t("Removed a webhook subscription"),
  "subscription.disabled": t("Disabled a webhook subscription that only failed"),
  "subscription.secret_added": t("Made a secret of a webhook subscription"),
  "subscription.secret_removed": t("Removed a secret of a webhook subscription"),
  "subscription.tested": t("Sent a test message"),
  "tenant.brand_changed": t("Changed the brand"),
  "tenant.changed": t("Changed a client"),
  "tenant.created": t("Made a client"),
  "tenant.time_zone_set": t("Set the time zone"),
  "user.changed": t("Changed what somebody may do"),
  "user.joined": t("Joined by invitation"),
  "user.password_changed": t("Changed the password"),
  "user.removed": t("Removed somebody"),
  "user.totp_disabled": t("Turned the second factor off"),
  "user.totp_enabled": t("Turned the second factor on"),
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
