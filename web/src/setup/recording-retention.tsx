import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RecordingSettings } from "../api.ts";
import { request, send } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";

const path = "/api/v1/settings/recordings";
const daysMax = 3650;

const settingsQuery = queryOptions({
  queryKey: ["recording-settings"],
  queryFn: () => request<RecordingSettings>(path),
});

/** For how long recordings are kept. */
export function RecordingRetention() {
  const settings = useQuery(settingsQuery);
  const mayWrite = useMay("tenants:write");
  const days = settings.data?.retention_days;
  return (
    <Panel
      title={t("Recordings")}
      note={t(
        "Recordings are fetched before the provider's link expires, and kept encrypted. Those that are older than this are removed; the calls stay.",
      )}
    >
      {settings.isError && settings.data === undefined && (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {days !== undefined && (
        <p aria-live="polite">
          {days === null
            ? t("Kept as long as their calls.")
            : t("Kept for {days, plural, one {# day} other {# days}}, then removed.", { days })}
        </p>
      )}
      {days !== undefined && mayWrite && <RetentionForm key={days} days={days} />}
    </Panel>
  );
}

function RetentionForm({ days }: { days: number | null }) {
  const [text, setText] = useState(days === null ? "" : String(days));
  const save = useChange({
    change: () =>
      send<RecordingSettings>("PUT", path, {
        retention_days: text.trim() === "" ? null : Number(text),
      }),
    renews: ["recording-settings"],
    onDone: () => showToast(t("Saved.")),
  });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <TextField
        label={t("Days that recordings are kept")}
        type="number"
        min={1}
        max={daysMax}
        placeholder={t("As long as their calls")}
        value={text}
        onChange={setText}
        className="w-64"
      />
      <Button type="submit" className="h-9!" disabled={save.isPending}>
        {t("Save")}
      </Button>
    </form>
  );
}
