import { useState } from "react";
import type { Tool } from "../api.ts";
import { ApiError } from "../client.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
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
      showToast(`Agents use ${saved.name} this way from now on.`);
      onClose();
    },
  });
  const title = tool === undefined ? "New tool" : `Change ${tool.name}`;
  return (
    <Dialog title={title} kind="drawer" onClose={onClose}>
      {secret === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const read = readToolDraft(draft);
            setFault("fault" in read ? read.fault : "");
            if ("fields" in read) save.mutate(read.fields);
          }}
        >
          <HttpToolForm
            tool={tool}
            draft={draft}
            onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
          />
          <FormNote>{fault || whyNot(save.error)}</FormNote>
          <div className="mt-2 flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={save.isPending}>
              {tool === undefined ? "Make the tool" : "Save"}
            </Button>
          </div>
        </form>
      ) : (
        <SecretOnce name={draft.name} secret={secret} onClose={onClose} />
      )}
    </Dialog>
  );
}

function whyNot(error: unknown): string {
  if (error === null) return "";
  const reason = error instanceof ApiError ? error.reason : null;
  return reason ? `${explain(error)} ${reason}` : explain(error);
}
