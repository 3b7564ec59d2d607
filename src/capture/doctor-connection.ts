import { ApiError, type ApiErrorKind } from "../providers/index.ts";
import type { KeyState } from "./accounts.ts";
import type { DoctorFinding, Severity } from "./doctor.schema.ts";
import { addressFault } from "./doctor-address.ts";
import type { Traffic } from "./doctor-traffic.ts";

/** What is known of a connection without asking its provider. */
export interface ConnectionFacts {
  providerName: string;
  webhookUrl: string;
  hasSecret: boolean;
  isDefault: boolean;
  keyState: KeyState;
  traffic: Traffic;
  isProduction: boolean;
}

function finding(
  code: string,
  severity: Severity,
  words: Pick<DoctorFinding, "title" | "why" | "next">,
): DoctorFinding {
  return { code, severity, setting: null, ...words, fix_id: null };
}

/** What is wrong with a connection for all that we know ourselves. */
export function connectionFindings(facts: ConnectionFacts): DoctorFinding[] {
  if (isUnused(facts)) return [notSetUp(facts)];
  return [...ownAddress(facts), ...secret(facts), ...key(facts)];
}

/** Every provider has a connection from the start; most installations use one or two. */
function isUnused({ hasSecret, keyState, traffic }: ConnectionFacts): boolean {
  const hasKey = keyState === "usable" || keyState === "unusable";
  return !hasSecret && !hasKey && traffic.lastEventAt === null && traffic.refused === 0;
}

function notSetUp({ providerName }: ConnectionFacts): DoctorFinding {
  return finding("not-set-up", "info", {
    title: "It is not in use: it has neither secret nor key, and nothing came",
    why: "Where the provider is not used, nothing is wrong.",
    next: `To use it, give it the secret and an API key of ${providerName}.`,
  });
}

function ownAddress({ webhookUrl }: ConnectionFacts): DoctorFinding[] {
  const fault = addressFault(webhookUrl);
  if (fault === null) return [];
  const next =
    "Set PUBLIC_BACKEND_URL to the https address under which providers reach this server. Until then no setting is held against it, and no fix is offered.";
  if (fault === "not_public") {
    return [
      finding("url-not-public", "critical", {
        title: `${webhookUrl} means nothing outside this network`,
        why: "A provider cannot deliver there.",
        next,
      }),
    ];
  }
  return [
    finding("url-not-https", "critical", {
      title: `${webhookUrl} is not https`,
      why: "What callers said would go over the network in clear, and some providers refuse such an address.",
      next,
    }),
  ];
}

function secret({ hasSecret, isProduction, traffic, providerName }: ConnectionFacts) {
  if (!hasSecret) {
    return [
      finding("no-secret", isProduction ? "critical" : "warning", {
        title: "No secret is set",
        why: isProduction
          ? "Every delivery is refused: none can prove where it comes from."
          : "Anybody may post calls in this provider's name.",
        next: `Add the secret of ${providerName} to this connection.`,
      }),
    ];
  }
  if (traffic.refused === 0) return [];
  const deliveries = traffic.refused === 1 ? "1 delivery" : `${traffic.refused} deliveries`;
  if (traffic.lastVerifiedAt !== null) {
    return [
      finding("secret-mismatch", "critical", {
        title: `${deliveries} refused since they stopped proving their origin`,
        why: "Verified ones came before, so the secret was probably changed on one side only.",
        next: `Add the secret that ${providerName} uses now, then verify the refused deliveries again.`,
      }),
    ];
  }
  return [
    finding("secret-mismatch", "warning", {
      title: `${deliveries} refused, and none was verified in the last week`,
      why: "Either the secret here is not the provider's, or somebody else posts to this address.",
      next: `Compare the secret with the one at ${providerName}. After a change, verify the refused deliveries again.`,
    }),
  ];
}

function key({ keyState, providerName, isDefault }: ConnectionFacts): DoctorFinding[] {
  if (keyState === "missing") {
    return [
      finding("no-api-key", "warning", {
        title: `There is no key of ${providerName}'s API`,
        why: "Nothing can be read back: a call whose webhook is lost stays incomplete, and settings cannot be looked at.",
        next: `Add an API key to this connection${isDefault ? ", or set the provider's variable in the environment" : ""}.`,
      }),
    ];
  }
  if (keyState === "unusable") {
    return [
      finding("api-key-unusable", "critical", {
        title: "The stored API key cannot be one",
        why: "Nothing can be read back.",
        next: "Store it again, without spaces or line breaks. Twilio's is the account's SID and token with a colon between: AC…:token.",
      }),
    ];
  }
  return [];
}

const words: Readonly<Record<ApiErrorKind, string>> = {
  unauthorized: "refuses the key",
  forbidden: "does not let this key read its settings",
  not_found: "does not know what was asked for",
  rate_limited: "asks us to come later",
  unavailable: "does not answer, or answers with errors",
  nonsense: "answered with something that is not documented",
  timeout: "did not answer in time",
  refused: "refused the question",
};

/** What a failed request to the provider amounts to. */
export function apiFinding(providerName: string, kind: ApiErrorKind): DoctorFinding {
  const title = `${providerName} ${words[kind]}`;
  if (kind === "unauthorized" || kind === "forbidden") {
    return finding("api-key-refused", "critical", {
      title,
      why: "Nothing can be read back: a call whose webhook is lost stays incomplete.",
      next: "Make a key that may read calls and settings, and store it in place of this one.",
    });
  }
  return finding("api-unavailable", "warning", {
    title,
    why: "Its settings could not be looked at now.",
    next: "Look again in some minutes. If it stays so, see the provider's status page.",
  });
}

/** Why a request to a provider gave nothing. @throws the error when it is none of the provider's. */
export function kindOf(error: unknown): ApiErrorKind {
  if (error instanceof ApiError) return error.kind;
  if (error instanceof DOMException && error.name === "TimeoutError") return "timeout";
  throw error;
}

/** What it means that calls were made and none was reported. */
export function silentFinding(providerName: string, days: number): DoctorFinding {
  return finding("nothing-received", "critical", {
    title: `Nothing was received for ${days} days, though ${providerName} lists calls`,
    why: "Its webhooks do not reach us.",
    next: "Mend what else is found here; otherwise see at the provider where its webhooks go. Import the calls that were missed.",
  });
}
