import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { changeConnection, deleteConnection } from "../client.ts";
import { agencyTenantId } from "../lib/access.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { sessionQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { showToast } from "../ui/toasts.tsx";
import { type ConnectionChange, fieldClass, type OwnConnection } from "./connection-shapes.ts";
import { useConnectionChange } from "./use-connection-change.ts";

interface SettingsDialogProps {
  connection: OwnConnection;
  onClose: () => void;
}

/** Name, scheme and sharing of a connection. */
export function SettingsDialog({ connection, onClose }: SettingsDialogProps) {
  const { data: session } = useQuery(sessionQuery);
  const [name, setName] = useState(connection.name);
  const [scheme, setScheme] = useState(JSON.stringify(connection.scheme, null, 2));
  const [isShared, setShared] = useState(connection.is_shared);
  const fieldId = useId();
  const hasScheme = connection.scheme_members.length > 0;
  const isAgency = session?.tenant.id === agencyTenantId;
  const save = useConnectionChange(
    (change: ConnectionChange) => changeConnection(connection.id, change),
    () => {
      showToast(t("Saved."));
      onClose();
    },
  );
  const submit = () => {
    const parsed: unknown = parseJson(scheme);
    if (hasScheme && (typeof parsed !== "object" || parsed === null)) {
      showToast(t("The scheme must be a JSON object."), "bad");
      return;
    }
    save.mutate({
      name: name.trim(),
      ...(hasScheme ? { scheme: parsed } : {}),
      ...(isAgency ? { is_shared: isShared } : {}),
    });
  };
  return (
    <Dialog
      title={t("{providerName}: settings", { providerName: connection.provider_name })}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={`${fieldId}-name`} className="font-medium">
          {t("Name")}
        </label>
        <input
          id={`${fieldId}-name`}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={fieldClass}
        />
        {hasScheme && (
          <>
            <label htmlFor={`${fieldId}-scheme`} className="mt-3 block font-medium">
              {t("How deliveries are signed")}
            </label>
            <textarea
              id={`${fieldId}-scheme`}
              rows={5}
              spellCheck={false}
              value={scheme}
              onChange={(event) => setScheme(event.target.value)}
              className="mt-1 w-full rounded-md border border-strong-line bg-surface px-2.5 py-1.5 font-mono text-xs"
            />
            <p className="text-xs text-muted">
              {t("{empty} accepts any usual way. Members: {schemeMembers}.", {
                empty: "{}",
                schemeMembers: connection.scheme_members.join(", "),
              })}
            </p>
          </>
        )}
        {isAgency && (
          <label className="mt-3 flex items-start gap-2">
            <input
              type="checkbox"
              checked={isShared}
              onChange={(event) => setShared(event.target.checked)}
              className="mt-1"
            />
            <span>
              {t("Shared between tenants")}
              <span className="block text-xs text-muted">
                {t(
                  "Each call finds its tenant by the dialled number or the agent; else it waits in quarantine.",
                )}
              </span>
            </span>
          </label>
        )}
        <div className="mt-4 flex gap-2">
          {!connection.is_default && <RemoveButton id={connection.id} onDone={onClose} />}
          <Button className="ml-auto" onClick={onClose}>
            {t("Cancel")}
          </Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveButton({ id, onDone }: { id: string; onDone: () => void }) {
  const [isSure, setSure] = useState(false);
  const remove = useConnectionChange(
    () => deleteConnection(id),
    () => {
      showToast(t("The connection is removed. What it delivered stays."));
      onDone();
    },
  );
  return (
    <Button
      disabled={remove.isPending}
      onClick={() => (isSure ? remove.mutate(undefined) : setSure(true))}
    >
      {isSure ? t("Really remove") : t("Remove connection")}
    </Button>
  );
}
