import type { ReactNode } from "react";
import type { Relay, WebhookSubscription } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { formatNumber } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Row } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { removeTarget, renews, switchTarget, type TargetKind } from "./outgoing-client.ts";

type Target = WebhookSubscription | Relay;

interface TargetRowProps {
  kind: TargetKind;
  target: Target;
  /** What it is sent. */
  what: ReactNode;
  /** What else can be done with it by whoever may change it. */
  children?: ReactNode;
}

/** Where something is handed on to, and how well that works. */
export function TargetRow({ kind, target, what, children }: TargetRowProps) {
  const mayWrite = useMay("connections:write");
  const name = target.name || target.url;
  const toggle = useChange({
    change: (isEnabled: boolean) => switchTarget(kind, target.id, isEnabled),
    renews,
  });
  const remove = useChange({ change: () => removeTarget(kind, target.id), renews });
  return (
    <Row
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <Dot tone={toneOf(target)} />
          <span className="truncate" title={target.url}>
            {name}
          </span>
        </span>
      }
      note={
        <>
          {what} · <State target={target} /> · <Success target={target} />
        </>
      }
    >
      {mayWrite && (
        <>
          {children}
          <Button
            aria-label={`${target.is_enabled ? t("Disable") : t("Enable")} ${name}`}
            disabled={toggle.isPending}
            onClick={() => toggle.mutate(!target.is_enabled)}
          >
            {target.is_enabled ? t("Disable") : t("Enable")}
          </Button>
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </Row>
  );
}

function toneOf({
  is_enabled: isEnabled,
  failing_since: since,
  disabled_reason: why,
}: Target): Tone {
  if (!isEnabled) return why === "person" ? "quiet" : "bad";
  return since === null ? "good" : "warn";
}

const reasons = {
  person: t("disabled"),
  gone: t("disabled: its receiver says that it is gone"),
  failing: t("disabled after five days of failures"),
} as const;

function State({ target }: { target: Target }) {
  if (!target.is_enabled) {
    return <span>{reasons[target.disabled_reason ?? "person"]}</span>;
  }
  if (target.failing_since === null) return t("enabled");
  return (
    <span className="text-warn-text">
      {rich("fails since {time}", { time: <RelativeTime at={target.failing_since} /> })}
    </span>
  );
}

function Success({ target }: { target: Target }) {
  const { delivered, rate } = target.last_24h;
  const waiting =
    target.pending > 0 ? [t("{count} waiting", { count: formatNumber(target.pending) })] : [];
  if (rate === null) return [t("nothing sent in 24 h"), ...waiting].join(", ");
  // Never rounded up to everything.
  const percent = Math.floor(rate * 1000) / 10;
  const arrived = t("{percent} % of {count} arrived in 24 h", {
    percent: formatNumber(percent, 1),
    count: formatNumber(target.last_24h.failed + delivered),
  });
  return [arrived, ...waiting].join(", ");
}
