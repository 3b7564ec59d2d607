import { useState } from "react";
import { createTenant } from "../client.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";

/** `Pipes & Sons` becomes `pipes-sons`. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
}

/** Makes a client. Its short name follows from the name until somebody writes another. */
export function NewClient() {
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? slugOf(name);
  const create = useChange({
    change: createTenant,
    renews: ["tenants"],
    onDone: (tenant) => {
      setName("");
      setOwnSlug(null);
      showToast(
        t("{name} is made. Work there to invite its people and set it up.", { name: tenant.name }),
      );
    },
  });
  return (
    <Panel
      title={t("New client")}
      id="new-client"
      note={t("It has a connection for every provider from the start.")}
    >
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, slug });
        }}
      >
        <TextField
          label={t("Name of a new client")}
          required
          maxLength={100}
          value={name}
          onChange={setName}
          className="min-w-56 flex-1"
        />
        <TextField
          label={t("Short name")}
          required
          maxLength={50}
          pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?"
          title={t("Lower-case letters, digits and hyphens")}
          value={slug}
          onChange={setOwnSlug}
          className="w-48 max-sm:w-full"
        />
        <Button type="submit" look="primary" className="h-9!" disabled={create.isPending}>
          {t("Add")}
        </Button>
      </form>
    </Panel>
  );
}
