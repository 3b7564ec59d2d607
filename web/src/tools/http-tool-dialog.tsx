import { useState } from "react";
import type { Tool } from "../api.ts";
import { ApiError } from "../client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { showToast } from "../ui/toasts.tsx";
import { readToolDraft, toToolDraft } from "./http-tool-draft.ts";
import { HttpToolForm } from "./http-tool-form.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { changeTool, createHttpTool, type HttpToolFields, renews } from "./tools-client.ts";

interface HttpToolDialogProps {
  /** Left out, a new one is made. */
  tool?: Tool;
  onClose: () => void;
}

/** Makes or changes a tool on a server of one's own. */
export function HttpToolDialog({ tool, onClose }: HttpToolDialogProps) {
  const [draft, setDraft] = useState(() => toToolDraft(tool));
  const [fault, setFault] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const save = useChange({
    change: async (fields: HttpToolFields) => {
      if (tool !== undefined) return { ...(await changeTool(tool.id, fields)), secret: null };
      return createHttpTool(fields);
    },
    renews,
    isQuiet: true,
    onDone: (saved) => {
      if (saved.secret !== null) return setSecret(saved.secret);
      showToast(t("Agents use {name} this way from now on.", { name: saved.name }));
      onClose();
    },
  });
  const title = tool === undefined ? t("New tool") : t("Change {name}", { name: tool.name });
  if (secret !== null) {
    return (
      <Dialog title={title} kind="drawer" onClose={onClose}>
        <SecretOnce name={draft.name} secret={secret} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={title}
      kind="drawer"
      onClose={onClose}
      submit={tool === undefined ? t("Make the tool") : t("Save")}
      onSubmit={() => {
        const read = readToolDraft(draft);
        setFault("fault" in read ? read.fault : "");
        if ("fields" in read) save.mutate(read.fields);
      }}
      isPending={save.isPending}
      fault={fault || whyNot(save.error)}
    >
      <HttpToolForm
        tool={tool}
        draft={draft}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
      />
    </FormDialog>
  );
}

function whyNot(error: unknown): string {
  if (error === null) return "";
  const reason = error instanceof ApiError ? error.reason : null;
  return reason ? `${explain(error)} ${reason}` : explain(error);
}
