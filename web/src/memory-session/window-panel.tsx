import type { MemoryWindow } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { emptyWindow, memoryLists } from "../memory/memory-client.ts";
import { Panel } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";
import { WindowGauge } from "./window-gauge.tsx";

/** How full the window is and with what, and what left it. */
export function WindowPanel({ window }: { window: MemoryWindow }) {
  const mayWrite = useMay("memory:write");
  const { session_id: id, prompt, max_tokens: max, tokenizer } = window;
  const empty = useChange({
    change: () => emptyWindow(id),
    renews: memoryLists,
    onDone: () => showToast(t("The window is empty. What was said stays in memory.")),
  });
  if (!window.has_window) {
    return (
      <Panel title={t("Window")}>
        <p className="text-muted">
          {t("This session did not go through the model endpoint, so no model sees a part of it.")}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t("Window")}
      note={t(
        "{isExact, select, true {What a model would see now: {tokens} of {max} tokens.} other {What a model would see now: {tokens} of {max} tokens, estimated.}}",
        {
          isExact: String(tokenizer.exact),
          tokens: formatNumber(prompt.tokens),
          max: formatNumber(max),
        },
      )}
      action={
        mayWrite && (
          <SureButton
            label={t("Empty the window")}
            sureLabel={t("Really empty it")}
            disabled={empty.isPending}
            onSure={() => empty.mutate(undefined)}
          />
        )
      }
    >
      <WindowGauge tokensByBlock={prompt.tokens_by_block} max={max} />
      <Offloaded window={window} />
    </Panel>
  );
}

function Offloaded({ window: { relief, digests } }: { window: MemoryWindow }) {
  if (relief.count === 0)
    return <p className="mt-3 text-muted">{t("Nothing had to leave it yet.")}</p>;
  return (
    <>
      <p className="mt-3">
        {t(
          "{messages, plural, one {# message} other {# messages}} with {tokens} tokens left it in {count, plural, one {# relief} other {# reliefs}}. They stay in memory and are found when they are of use.",
          { messages: relief.messages, tokens: formatNumber(relief.tokens), count: relief.count },
        )}
      </p>
      {digests.length > 0 && (
        <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
          {digests.map(({ from_seq: from, to_seq: to, digest }) => (
            <li key={`${from} ${to}`} className="px-4 py-2">
              <p className="text-xs text-muted">{t("Turns {from} to {to}", { from, to })}</p>
              <p className="break-words whitespace-pre-wrap">{digest}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
