import { queryOptions, useQuery } from "@tanstack/react-query";
import type { MemorySettings } from "../api.ts";
import { request, send } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { locale } from "../lib/language.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { showToast } from "../ui/toasts.tsx";

const path = "/api/v1/memory/settings";

const settingsQuery = queryOptions({
  queryKey: ["memory-settings"],
  queryFn: () => request<MemorySettings>(path),
});

/** Whether agents may know what callers said before. */
export function CallMemory() {
  const settings = useQuery(settingsQuery);
  const mayWrite = useMay("tenants:write");
  return (
    <Panel
      title={t("Memory of calls")}
      note={t(
        "When this is on, what was said in finished calls can be found again for the same caller. Switch it on only where callers were told. A call whose caller did not agree is never remembered.",
      )}
    >
      {settings.isError && settings.data === undefined && (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {settings.data !== undefined && <State settings={settings.data} />}
      {settings.data !== undefined && mayWrite && <Toggle settings={settings.data} />}
    </Panel>
  );
}

function State({ settings }: { settings: MemorySettings }) {
  const { remembers_calls: isOn, decided_at: at, past_calls: past } = settings;
  const since =
    at === null
      ? ""
      : ` ${t("Decided on {day}.", { day: new Date(at).toLocaleDateString(locale) })}`;
  return (
    <p aria-live="polite">
      {isOn ? t("Finished calls are remembered.") : t("Calls are not remembered.")}
      {since}
      {past !== null &&
        past.status !== "done" &&
        ` ${t("{lookedAt} of {of} earlier calls gone through.", { lookedAt: past.looked_at, of: past.of })}`}
    </p>
  );
}

function Toggle({ settings }: { settings: MemorySettings }) {
  const isOn = settings.remembers_calls;
  const save = useChange({
    change: () => send<MemorySettings>("PATCH", path, { remembers_calls: !isOn }),
    renews: ["memory-settings"],
    onDone: () => showToast(t("Saved.")),
  });
  return (
    <Button className="mt-3 h-9!" disabled={save.isPending} onClick={() => save.mutate(undefined)}>
      {isOn ? t("Stop remembering calls") : t("Remember calls")}
    </Button>
  );
}
