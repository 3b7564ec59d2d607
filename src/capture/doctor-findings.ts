import type { ProviderConfiguration, WebhookSetting } from "../providers/index.ts";
import type { DoctorFinding, Severity } from "./doctor.schema.ts";
import { addressFault, shownAddress, withoutFragment } from "./doctor-address.ts";

/** A fix that is offered, by the id under which it is confirmed. */
export interface OfferedFix {
  id: string;
  settingId: string;
  reasons: readonly string[];
}

/** What the settings at a provider are held against. */
export interface Expected {
  provider: string;
  providerName: string;
  /** Where this connection wants its events. */
  webhookUrl: string;
  /** Whether an address is that of another connection here. */
  isOtherConnection: (address: string) => boolean;
  fixes: readonly OfferedFix[];
  /** When a delivery last came, epoch milliseconds; null when none came lately. */
  lastEventAt: number | null;
  now: number;
}

type Draft = Omit<DoctorFinding, "setting" | "fix_id"> & {
  /** Whose fix mends it. */
  mendedBy: "setting" | "webhook";
};

/** What is wrong with the settings that a provider told. */
export function settingFindings(
  { settings }: Pick<ProviderConfiguration, "settings">,
  expected: Expected,
): DoctorFinding[] {
  const found = settings
    .filter(({ purpose }) => purpose === "events")
    .flatMap((setting) =>
      draftsOf(setting, expected).map((draft) => toFinding(setting, draft, expected)),
    );
  const offered = new Set(found.map(({ fix_id: id }) => id));
  // A fix that no finding speaks of would never be seen.
  const others = expected.fixes.filter(({ id }) => !offered.has(id));
  return [...found, ...others.map((fix) => unexplained(fix, settings))];
}

function draftsOf(setting: WebhookSetting, expected: Expected): Draft[] {
  const { url } = setting;
  if (url === null) return withoutAddress(setting, expected);
  const isOurs = withoutFragment(url) === expected.webhookUrl;
  if (isOurs) return whenOurs(setting, expected);
  return [...unsafe(url), elsewhere(setting, url, expected)];
}

/** Where a wider setting applies that cannot be read, nothing is wrong for all we know. */
function withoutAddress(setting: WebhookSetting, { providerName, ...rest }: Expected): Draft[] {
  const isMended = rest.fixes.some(({ settingId }) => settingId === setting.id);
  if (!isMended && setting.scope !== "account") return [];
  return [
    draft("no-webhook", setting.scope === "account" ? "critical" : "warning", {
      title: "No webhook is set",
      why: "Nothing is reported here: its calls are only seen when they are read back.",
      next: `Set ${rest.webhookUrl} as the webhook at ${providerName}.`,
    }),
  ];
}

function whenOurs(setting: WebhookSetting, expected: Expected): Draft[] {
  const drafts = [
    disabled(setting, expected),
    failing(setting, expected),
    retriesOff(setting, expected),
    missingEvents(setting),
  ];
  return drafts.filter((each) => each !== null);
}

function disabled({ disabled: why }: WebhookSetting, { providerName }: Expected): Draft | null {
  if (why === null) return null;
  return draft("webhook-disabled", "critical", {
    title:
      why === "by_failures"
        ? `${providerName} switched the webhook off after failures`
        : "The webhook was switched off by hand",
    why: "Nothing is delivered until it is switched on.",
    next: "Switch it on, and import what was missed.",
    mendedBy: "webhook",
  });
}

const failureMatters = 7 * 24 * 3_600_000;

/** A delivery that came after the failure ended the row of failures. */
function failing(setting: WebhookSetting, { now, lastEventAt }: Expected): Draft | null {
  const { failedAt, disabled: why } = setting;
  if (failedAt === null || why !== null || now - failedAt > failureMatters) return null;
  if (lastEventAt !== null && lastEventAt > failedAt) return null;
  return draft("webhook-failing", "warning", {
    title: `Deliveries fail: the last one did on ${new Date(failedAt).toISOString()}`,
    why: "A webhook is switched off after 10 failures in a row when the last success is more than 7 days ago.",
    next: "Look at the refused deliveries and at whether this address is reached from outside.",
  });
}

function retriesOff(setting: WebhookSetting, { providerName }: Expected): Draft | null {
  if (setting.isRetried !== false) return null;
  return draft("retries-off", "warning", {
    title: "A failed delivery is not tried again",
    why: `What ${providerName} sends while we restart or the network fails is lost.`,
    next: "Switch retries on.",
    mendedBy: "webhook",
  });
}

function missingEvents({ missingEvents: missing }: WebhookSetting): Draft | null {
  if (missing.length === 0) return null;
  return draft("events-missing", "warning", {
    title: `Not sent: ${missing.join(", ")}`,
    why: "Without these a call's record stays incomplete.",
    next: "Add them to the events that are sent.",
  });
}

function unsafe(url: string): Draft[] {
  if (addressFault(url) !== "not_https") return [];
  return [
    draft("sent-in-clear", "warning", {
      title: `Calls are reported to ${shownAddress(url)}, without encryption`,
      why: "Whoever is on the way reads what callers said.",
      next: "Have them sent to an https address.",
    }),
  ];
}

function elsewhere(setting: WebhookSetting, url: string, expected: Expected): Draft {
  if (expected.isOtherConnection(url)) {
    return draft("other-connection", "info", {
      title: "It reports to another connection of this installation",
      why: "Its calls arrive there, not under this connection.",
      next: "Nothing, if that is meant.",
    });
  }
  const isOverride = setting.scope === "agent";
  return draft(
    isOverride ? "agent-override" : "points-elsewhere",
    setting.scope === "account" ? "critical" : "warning",
    {
      title: `${isOverride ? "The agent has an address of its own: calls are reported to" : "Calls are reported to"} ${shownAddress(url)}`,
      why: isOverride
        ? "An agent's address goes before the account's, so its calls never reach us."
        : "Its calls never reach us.",
      next: `Set ${expected.webhookUrl} there. If the other receiver is still needed, forward to it from here.`,
    },
  );
}

function unexplained(fix: OfferedFix, settings: readonly WebhookSetting[]): DoctorFinding {
  const setting = settings.find(
    ({ id, secretId }) => id === fix.settingId || secretId === fix.settingId,
  );
  return {
    code: "setting-differs",
    severity: "info",
    setting: setting === undefined ? null : placeOf(setting),
    title: fix.reasons.join(" "),
    why: "Calls may be reported late, in part, or not at all.",
    next: "Look at the change that is proposed.",
    fix_id: fix.id,
  };
}

function draft(
  code: string,
  severity: Severity,
  words: Pick<Draft, "title" | "why" | "next"> & { mendedBy?: Draft["mendedBy"] },
): Draft {
  return { mendedBy: "setting", ...words, code, severity };
}

function toFinding(
  setting: WebhookSetting,
  { mendedBy, ...draft }: Draft,
  { fixes }: Expected,
): DoctorFinding {
  const fixOf = (id: string | null) => fixes.find(({ settingId }) => settingId === id);
  // Where the webhook is a thing of its own, it is changed and not what uses it.
  const fix = (mendedBy === "webhook" ? fixOf(setting.secretId) : undefined) ?? fixOf(setting.id);
  return { ...draft, setting: placeOf(setting), fix_id: fix?.id ?? null };
}

function placeOf({ scope, id, name }: WebhookSetting) {
  return { scope, id, name };
}
