import { useState } from "react";
import type { BuiltInTool, Tool } from "../api.ts";
import { faultsBelow, faultsOf } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { Fallbacks } from "./fallbacks.tsx";
import { fromPairs, toPairs } from "./pairs.ts";
import { SecretOnce } from "./secret-once.tsx";
import { SettingField } from "./setting-field.tsx";
import { fromText, settingsOf, toText } from "./settings-form.ts";
import {
  type BuiltInFields,
  changeTool,
  createBuiltInTool,
  type NewTool,
  renews,
} from "./tools-client.ts";

interface BuiltInDialogProps {
  builtIn: BuiltInTool;
  /** Left out, it is added. */
  tool?: Tool;
  onClose: () => void;
}

/** Adds a tool that comes with the product, or changes how it is set up. */
export function BuiltInDialog({ builtIn, tool, onClose }: BuiltInDialogProps) {
  const settings = settingsOf(builtIn.settings);
  const [name, setName] = useState(tool?.name ?? builtIn.id);
  const [description, setDescription] = useState(tool?.description ?? builtIn.description);
  const [deadlineMs, setDeadlineMs] = useState(String(tool?.deadline_ms ?? 2_500));
  const [fallbacks, setFallbacks] = useState(() => toPairs(tool?.fallbacks ?? {}));
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      settings.map((one) => [one.name, toText(one, tool?.settings[one.name] ?? one.fallback)]),
    ),
  );
  const [fault, setFault] = useState("");
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const save = useChange({
    change: (fields: BuiltInFields): Promise<Tool | NewTool> =>
      tool === undefined ? createBuiltInTool(builtIn.id, fields) : changeTool(tool.id, fields),
    renews,
    isQuiet: true,
    onDone: (saved) => {
      // Told this once, of tools that ask a server.
      if ("secret" in saved && saved.secret !== null)
        return setSecret({ name: saved.name, secret: saved.secret });
      showToast(t("Agents can use {name} within a second.", { name: saved.name }));
      onClose();
    },
  });
  const submit = () => {
    const read: Record<string, unknown> = {};
    for (const one of settings) {
      try {
        const value = fromText(one, texts[one.name] ?? "");
        if (value !== undefined) read[one.name] = value;
      } catch {
        return setFault(t('"{title}" is no JSON.', { title: one.title }));
      }
    }
    setFault("");
    save.mutate({
      ...{ name: name.trim(), description: description.trim(), settings: read },
      ...{ deadline_ms: Number(deadlineMs), fallbacks: fromPairs(fallbacks) },
    });
  };
  if (secret !== null) {
    return (
      <Dialog title={builtIn.title} kind="drawer" onClose={onClose}>
        <SecretOnce {...secret} onClose={onClose} />
      </Dialog>
    );
  }
  const faults = faultsOf(save.error);
  return (
    <FormDialog
      title={tool === undefined ? builtIn.title : t("Change {name}", { name: tool.name })}
      kind="drawer"
      onClose={onClose}
      submit={tool === undefined ? t("Add the tool") : t("Save")}
      isPending={save.isPending}
      fault={fault}
      error={save.error}
      onSubmit={submit}
    >
      <TextField
        label={t("Name")}
        required
        data-autofocus
        pattern="[A-Za-z0-9_\-]{1,64}"
        title={t("Letters, digits, _ and -, at most 64")}
        value={name}
        fault={faults.name}
        onChange={setName}
      />
      <TextArea
        label={t("Description")}
        required
        rows={3}
        maxLength={2_000}
        value={description}
        onChange={setDescription}
      />
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          text={texts[setting.name] ?? ""}
          faults={faultsBelow(faults, "settings")}
          onChange={(text) => setTexts((now) => ({ ...now, [setting.name]: text }))}
        />
      ))}
      <TextField
        label={t("Deadline in ms")}
        type="number"
        required
        min={200}
        max={20_000}
        value={deadlineMs}
        onChange={setDeadlineMs}
        className="w-32"
      />
      <Fallbacks pairs={fallbacks} onChange={(pairs) => setFallbacks([...pairs])} />
    </FormDialog>
  );
}
