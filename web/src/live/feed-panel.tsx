import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { LiveKind } from "../calls/live.ts";
import { Parties } from "../calls/parties.tsx";
import { describeState } from "../lib/call-state.ts";
import { providerName, providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { type FeedEntry, kinds, useFeed } from "./feed.ts";

const tones = { "call.started": "accent", "call.updated": "quiet", "call.ended": "good" } as const;

/** What the stream tells, message by message. */
export function FeedPanel() {
  const [isPaused, setPaused] = useState(false);
  const [provider, setProvider] = useState("");
  const [kind, setKind] = useState<LiveKind | "">("");
  const { entries, held } = useFeed(isPaused);
  const shown = entries.filter(
    (entry) =>
      (provider === "" || entry.call.provider === provider) && (kind === "" || entry.kind === kind),
  );
  return (
    <section aria-label={t("Messages of the stream")} className="min-w-0">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{t("What happens")}</h2>
        <Button aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? (held > 0 ? t("Go on, {held} new", { held }) : t("Go on")) : t("Pause")}
        </Button>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-2">
        <SelectField label={t("Provider")} value={provider} onChange={setProvider}>
          <option value="">{t("All")}</option>
          {Object.keys(providers).map((key) => (
            <option key={key} value={key}>
              {providerName(key)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("Kind")}
          value={kind}
          onChange={(value) => setKind(kinds.find(({ id }) => id === value)?.id ?? "")}
        >
          <option value="">{t("All")}</option>
          {kinds.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      {shown.length === 0 ? (
        <p className="mt-3 rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
          {t("Nothing was told since this page was opened.")}
        </p>
      ) : (
        <ol
          aria-label={t("Messages, the newest first")}
          className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface"
        >
          {shown.map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry: { kind, call, at } }: { entry: FeedEntry }) {
  return (
    <li className="px-3 py-2">
      <Link
        to="/calls/$callId"
        params={{ callId: call.id }}
        className="block min-w-0 rounded hover:text-accent"
      >
        <Parties call={call} />
      </Link>
      <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
        <Dot tone={tones[kind]} />
        {kinds.find(({ id }) => id === kind)?.label}
        {" · "}
        {providerName(call.provider)}
        {" · "}
        {newsWords(kind, call)}
        {" · "}
        <RelativeTime at={new Date(at).toISOString()} />
      </p>
    </li>
  );
}

function newsWords(kind: LiveKind, call: FeedEntry["call"]): string {
  if (kind === "call.ended") return describeState(call).label;
  const words = [
    call.turns_added.length > 0 &&
      t("{turnsAdded, plural, one {# turn} other {# turns}}", {
        turnsAdded: call.turns_added.length,
      }),
    ...call.tool_calls_added.map(({ name }) => name),
  ].filter(Boolean);
  return words.length > 0 ? words.join(", ") : describeState(call).label;
}
