import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";
import {
  featuresQuery,
  maintenanceQuery,
  modeRenews,
  readOnlyQuery,
  setFeature,
  setMode,
} from "./modes-client.ts";

/** What can be switched for the whole installation, and is at all replicas within seconds. */
export function ModesPanel() {
  const maintenance = useQuery(maintenanceQuery);
  const readOnly = useQuery(readOnlyQuery);
  const features = useQuery(featuresQuery);
  const mayWrite = useMay("tenants:write");
  const [reason, setReason] = useState("");
  return (
    <Panel
      title={t("Modes")}
      note={t(
        "For the whole installation, within seconds. Webhooks are taken in whatever is switched, and calls keep their tools.",
      )}
    >
      {mayWrite && (
        <TextField
          label={t("Reason, which everybody sees")}
          maxLength={500}
          value={reason}
          onChange={setReason}
          className="mb-3 max-w-md"
        />
      )}
      <Rows query={features} empty={t("Nothing can be switched")} expected={9}>
        {maintenance.data && (
          <Switch
            title={t("Maintenance")}
            isNormal={!maintenance.data.is_on}
            isNormallyOn={false}
            state={maintenance.data}
            note={t(
              "{calls, plural, one {# call} other {# calls}} running. While it is on, nothing new is begun with providers.",
              { calls: maintenance.data.active_calls },
            )}
            change={(isNormal) => setMode("maintenance", !isNormal, reason)}
          />
        )}
        {readOnly.data && (
          <Switch
            title={t("Read-only")}
            isNormal={!readOnly.data.is_on}
            isNormallyOn={false}
            state={readOnly.data}
            note={t("While it is on, nothing can be changed here or by API.")}
            change={(isNormal) => setMode("read-only", !isNormal, reason)}
          />
        )}
        {features.data?.data.map((feature) => (
          <Switch
            key={feature.name}
            title={feature.title}
            isNormal={feature.is_enabled}
            isNormallyOn
            state={feature}
            note={t("While it is off: {meanwhile}", { meanwhile: feature.meanwhile })}
            change={(isNormal) => setFeature(feature.name, isNormal, reason)}
          />
        ))}
      </Rows>
    </Panel>
  );
}

interface SwitchProps {
  title: string;
  isNormal: boolean;
  /** Whether it is on when all is as usual. */
  isNormallyOn: boolean;
  state: { since: string | null; reason: string | null };
  note: string;
  change: (isNormal: boolean) => Promise<unknown>;
}

/** Asks before it changes anything: everybody would notice. */
function Switch({ title, isNormal, isNormallyOn, state, note, change }: SwitchProps) {
  const mayWrite = useMay("tenants:write");
  const set = useChange({ change: () => change(!isNormal), renews: modeRenews });
  const isOn = isNormal === isNormallyOn;
  return (
    <Row
      title={title}
      note={
        <>
          {note}
          {state.since !== null && (
            <>
              {" "}
              {rich("Since {time}.", { time: <RelativeTime at={state.since} /> })} {state.reason}
            </>
          )}
        </>
      }
    >
      <span className={isNormal ? "text-muted" : "font-semibold text-warn-text"}>
        {isOn ? t("on") : t("off")}
      </span>
      {mayWrite && (
        <SureButton
          label={isOn ? t("Switch off") : t("Switch on")}
          sureLabel={isOn ? t("Really switch off") : t("Really switch on")}
          of={title}
          disabled={set.isPending}
          onSure={() => set.mutate(undefined)}
        />
      )}
    </Row>
  );
}
