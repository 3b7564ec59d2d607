import type { ToolCall } from "../api.ts";
import { formatClock, formatMs } from "../lib/format.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { ChevronIcon, ToolIcon } from "../ui/icons.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";

export function ToolCallView({ tool }: { tool: ToolCall }) {
  return (
    <div className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 py-1.5">
      <span className="pt-1 text-right text-xs text-faint">
        {tool.offset_ms === null ? "" : formatClock(tool.offset_ms)}
      </span>
      <details className="group/tool max-w-[68ch] rounded-md border border-line bg-surface">
        <summary className="flex list-none items-center gap-2 rounded-md px-2 py-1 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ToolIcon className="size-3.5 text-faint" />
          <code className="truncate font-mono text-xs font-medium">{tool.name}</code>
          <Outcome tool={tool} />
          <ChevronIcon className="ml-auto size-3 text-faint transition-transform group-open/tool:rotate-90" />
        </summary>
        <div className="flex flex-col gap-2 border-t border-line px-2 py-2">
          <Part title={t("Arguments")} text={tool.arguments} />
          {tool.error !== null && <Part title={t("Error")} text={tool.error} />}
          <Part title={t("Result")} text={tool.result} />
        </div>
      </details>
    </div>
  );
}

function Outcome({ tool }: { tool: ToolCall }) {
  const isFailed = tool.is_success === false || tool.error !== null;
  return (
    <span className={`text-xs whitespace-nowrap ${isFailed ? "text-bad-text" : "text-muted"}`}>
      {isFailed ? t("failed") : tool.is_success ? t("ok") : t("no result told")}
      {tool.duration_ms !== null && ` · ${formatMs(tool.duration_ms)}`}
    </span>
  );
}

/** Arguments and results are text; most of it is JSON. */
function Part({ title, text }: { title: string; text: string | null }) {
  const json = text === null ? undefined : parseJson(text);
  return (
    <div>
      <h4 className="text-xs text-faint">{title}</h4>
      {text === null ? (
        <p className="text-faint">{t("Not reported")}</p>
      ) : typeof json === "object" && json !== null ? (
        <JsonViewer value={json} openDepth={2} />
      ) : (
        <p className="font-mono text-xs break-words whitespace-pre-wrap">{text}</p>
      )}
    </div>
  );
}
