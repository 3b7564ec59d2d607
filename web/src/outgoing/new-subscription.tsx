import { useState } from "react";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Once } from "../ui/once.tsx";
import { TextField } from "../ui/text-field.tsx";
import { createSubscription, type EventType, eventTypes, renews } from "./outgoing-client.ts";

/** Has events sent to a URL. Nothing chosen means everything, later types too. */
export function NewSubscription() {
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly EventType[]>([]);
  const create = useChange({
    change: createSubscription,
    renews,
    onDone: () => {
      setUrl("");
      setName("");
      setChosen([]);
    },
  });
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const event_types = chosen.length === 0 ? null : [...chosen];
        create.mutate({ url: url.trim(), name: name.trim(), event_types });
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t("URL of a new webhook")}
          type="url"
          placeholder="https://example.com/hooks/calls"
          required
          maxLength={2000}
          value={url}
          onChange={setUrl}
          className="min-w-64 flex-2"
        />
        <TextField
          label={t("Name of the webhook")}
          placeholder="CRM"
          maxLength={100}
          value={name}
          onChange={setName}
          className="min-w-40 flex-1"
        />
        <Button type="submit" look="primary" className="h-9!" disabled={create.isPending}>
          {t("Add webhook")}
        </Button>
      </div>
      <fieldset className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        <legend className="sr-only">{t("Events; none chosen means all")}</legend>
        {eventTypes.map((type) => (
          <label key={type} className="inline-flex items-center gap-1.5 text-muted">
            <input
              type="checkbox"
              className="accent-accent"
              checked={chosen.includes(type)}
              onChange={() =>
                setChosen(
                  chosen.includes(type) ? chosen.filter((one) => one !== type) : [...chosen, type],
                )
              }
            />
            {type}
          </label>
        ))}
        <span className="text-xs text-muted">{t("None chosen: all of them.")}</span>
      </fieldset>
      {create.data && (
        <Once
          label={t("The secret that proves its messages. It is shown this once.")}
          text={create.data.secret}
        />
      )}
    </form>
  );
}
