import { type Finding, fail, pass, warn } from "./finding.ts";
import type { Site, SiteAnswer } from "./read-site.ts";

/** Every check of an address, in the order in which they are shown. */
export function checkSite(site: Site, now: number): Finding[] {
  return [
    ...site.answers.filter(({ path }) => path !== "/metrics").map((each) => headers(site, each)),
    refusal(site),
    metrics(site),
    cookies(site),
    encryption(site),
    ...certificate(site, now),
    // A machine cannot tell its own clock by itself.
    ...(isLoopback(site.url) ? [] : [clock(site)]),
  ];
}

/** Headers that every answer must have, whoever put them there: the product or the proxy in front. */
export function headers({ url }: Site, { path, headers: given, status }: SiteAnswer): Finding {
  const check = `headers of ${path} (${status})`;
  const policy = String(given["content-security-policy"] ?? "");
  const faults = [
    policy === "" && "content-security-policy is missing",
    /'unsafe-(?:inline|eval)'/.test(policy) && "content-security-policy lets unsafe code run",
    given["x-content-type-options"] !== "nosniff" && "x-content-type-options is not nosniff",
    !isUnframed(given, policy) && "other sites may put it into a frame",
    given["referrer-policy"] === undefined && "referrer-policy is missing",
    url.protocol === "https:" &&
      !isStrict(given) &&
      "strict-transport-security is missing or short",
    given["access-control-allow-origin"] === "*" && "every origin may read it",
    given["x-powered-by"] !== undefined && "x-powered-by tells what runs here",
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return pass(check, "complete");
  return fail(
    check,
    faults.join("; "),
    "The server sends them all; see what the proxy in front removes or replaces.",
  );
}

function isUnframed(given: SiteAnswer["headers"], policy: string): boolean {
  return (
    /^(?:deny|sameorigin)$/i.test(String(given["x-frame-options"] ?? "")) ||
    /frame-ancestors '(?:none|self)'/.test(policy)
  );
}

function isStrict(given: SiteAnswer["headers"]): boolean {
  const [, age = "0"] = /max-age=(\d+)/.exec(given["strict-transport-security"] ?? "") ?? [];
  return Number(age) >= 180 * 86_400;
}

export function refusal({ answers }: Site): Finding {
  const check = "calls without a key";
  const status = answers.find(({ path }) => path === "/api/v1/calls")?.status ?? 0;
  if (status === 401) return pass(check, "refused");
  return fail(
    check,
    `answered with ${status}`,
    "Is this address VoiceLens? Nothing else may answer here.",
  );
}

/** A proxy on the same machine looks like that machine, unless it is named. */
export function metrics({ url, answers }: Site): Finding {
  const check = "metrics without a token";
  const status = answers.find(({ path }) => path === "/metrics")?.status ?? 0;
  if (status !== 200) return pass(check, "refused");
  if (isLoopback(url)) return pass(check, "open on this machine only");
  return fail(
    check,
    "open to everybody",
    "Name the proxy in TRUSTED_PROXIES and set METRICS_TOKEN.",
  );
}

export function cookies({ url, answers }: Site): Finding {
  const check = "cookies";
  const set = answers.flatMap(({ headers: given }) => given["set-cookie"] ?? []);
  const weak = set.filter(
    (cookie) =>
      !/;\s*httponly/i.test(cookie) ||
      !/;\s*samesite=(?:strict|lax)/i.test(cookie) ||
      (url.protocol === "https:" && !/;\s*secure/i.test(cookie)),
  );
  if (set.length === 0) return pass(check, "none is set before somebody signs in");
  if (weak.length === 0) return pass(check, "kept from scripts and other sites");
  const names = weak.map((cookie) => cookie.split("=", 1)[0]).join(", ");
  return fail(check, `${names} lacks HttpOnly, SameSite or Secure`, "See which proxy sets it.");
}

export function encryption({ url, plain }: Site): Finding {
  const check = "https";
  if (url.protocol !== "https:") {
    if (isLoopback(url)) return pass(check, "not needed on this machine");
    const next = "Set SSL_CERT_PATH and SSL_KEY_PATH, or put a proxy in front that speaks https.";
    return fail(check, "keys and callers' words go over the network in clear", next);
  }
  if (plain === null) return pass(check, "nothing answers over http beside it");
  const location = String(plain.headers.location ?? "");
  const isLed = plain.status >= 300 && plain.status < 400 && location.startsWith("https:");
  if (isLed) return pass(check, "http leads to it");
  return fail(
    check,
    `http answers with ${plain.status}`,
    "Redirect http to https (308), or close port 80.",
  );
}

export function certificate({ url, tls }: Site, now: number): Finding[] {
  if (tls === null) return [];
  const days = Math.floor((tls.validTo - now) / 86_400_000);
  const renew = "Renew it; the running server takes up changed files by itself.";
  const expiry = "certificate's end";
  const name = "certificate's name";
  const trust = "certificate's trust";
  const protocol = "TLS version";
  const isOwn = isLoopback(url);
  return [
    days < 0
      ? fail(expiry, "it has run out", renew)
      : days < 21
        ? warn(expiry, `it runs out in ${days} days`, renew)
        : pass(expiry, `in ${days} days`),
    tls.isNameRight
      ? pass(name, url.hostname)
      : isOwn
        ? pass(name, "made out to the name that others use")
        : fail(name, `it is not made out to ${url.hostname}`, "Get one for this name."),
    tls.distrust === null
      ? pass(trust, "signed by somebody whom clients trust")
      : isOwn
        ? warn(trust, tls.distrust, "Providers need one that they trust.")
        : fail(
            trust,
            tls.distrust,
            "Providers refuse it: get one from a public authority, with its chain.",
          ),
    tls.takesOldProtocol
      ? fail(protocol, "TLS 1.1 or older is accepted", "Switch it off in the proxy in front.")
      : pass(protocol, `${tls.protocol ?? "TLS"}; nothing older than 1.2`),
  ];
}

/** Signatures hold for five minutes, and second factors for one and a half. */
export function clock({ clock: read }: Site): Finding {
  const check = "clock";
  const next = "Let the system keep its time (NTP): signatures and second factors depend on it.";
  if (read === null)
    return warn(check, "the answers have no date", "See what removes the Date header.");
  const seconds = Math.round(Math.abs(read.theirs - read.ours) / 1000);
  const detail = `${seconds} s apart from this machine's`;
  if (seconds > 60) return fail(check, detail, next);
  return seconds > 5 ? warn(check, detail, next) : pass(check, detail);
}

function isLoopback({ hostname }: { hostname: string }): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/.test(hostname);
}
