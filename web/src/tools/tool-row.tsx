import { useState } from "react";
import type { BuiltInTool, Tool } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { formatMs } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Row } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { BuiltInDialog } from "./built-in-dialog.tsx";
import { HttpToolDialog } from "./http-tool-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { changeTool, removeTool, renews, toolsQuery } from "./tools-client.ts";

interface ToolRowProps {
  tool: Tool;
  builtIn: BuiltInTool | undefined;
}

/** One tool: what it does, how it stands, and what can be done with it. */
export function ToolRow({ tool, builtIn }: ToolRowProps) {
  const mayWrite = useMay("tools:write");
  return (
    <Row
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <Dot tone={toneOf(tool)} />
          <code className="truncate font-mono text-xs">{tool.name}</code>
        </span>
      }
      note={
        <>
          <span className="block">{tool.description}</span>
          <span className="block">
            <State tool={tool} /> · {placeOf(tool, builtIn)} ·{" "}
            {t("{deadlineMs} at most", { deadlineMs: formatMs(tool.deadline_ms) })}
          </span>
        </>
      }
    >
      {mayWrite && <Actions tool={tool} builtIn={builtIn} />}
    </Row>
  );
}

function Actions({ tool, builtIn }: ToolRowProps) {
  const [open, setOpen] = useState<"change" | "secret" | null>(null);
  const close = () => setOpen(null);
  const toggle = useChange({
    change: (is_enabled: boolean) => changeTool(tool.id, { is_enabled }),
    shows: (is_enabled) => [
      { queryKey: toolsQuery.queryKey, id: tool.id, becomes: { is_enabled } },
    ],
    renews,
  });
  const remove = useChange({ change: () => removeTool(tool.id), renews });
  const isHttp = tool.kind === "http";
  return (
    <>
      {(isHttp || builtIn !== undefined) && (
        <Button
          aria-label={t("Change {name}", { name: tool.name })}
          onClick={() => setOpen("change")}
        >
          {t("Change…")}
        </Button>
      )}
      {(isHttp || builtIn?.asks_server === true) && (
        <Button
          aria-label={t("Secret of {name}", { name: tool.name })}
          onClick={() => setOpen("secret")}
        >
          {t("Secret…")}
        </Button>
      )}
      <Button
        aria-label={`${tool.is_enabled ? t("Disable") : t("Enable")} ${tool.name}`}
        onClick={() => toggle.mutate(!tool.is_enabled)}
      >
        {tool.is_enabled ? t("Disable") : t("Enable")}
      </Button>
      <SureButton
        label={t("Remove")}
        sureLabel={t("Really remove")}
        of={tool.name}
        disabled={remove.isPending}
        onSure={() => remove.mutate(undefined)}
      />
      {open === "secret" && <SecretDialog tool={tool} onClose={close} />}
      {open === "change" && isHttp && <HttpToolDialog tool={tool} onClose={close} />}
      {open === "change" && builtIn !== undefined && (
        <BuiltInDialog builtIn={builtIn} tool={tool} onClose={close} />
      )}
    </>
  );
}

function toneOf({ is_enabled: isEnabled, is_circuit_open: isOpen }: Tool): Tone {
  if (!isEnabled) return "quiet";
  return isOpen ? "bad" : "good";
}

function State({ tool }: { tool: Tool }) {
  if (!tool.is_enabled) return t("disabled: agents are told that there is no such tool");
  if (!tool.is_circuit_open) return t("enabled");
  return (
    <span className="text-bad-text">
      {t("left alone for a while: its server failed again and again, callers hear the fallback")}
    </span>
  );
}

function placeOf({ kind, url, method }: Tool, builtIn: BuiltInTool | undefined): string {
  if (kind === "built_in")
    return builtIn === undefined ? t("built in") : t("built in: {title}", { title: builtIn.title });
  return `${method ?? ""} ${url ?? ""}`;
}
