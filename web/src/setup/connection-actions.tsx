import { useState } from "react";
import type { Connection } from "../api.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import type { OwnConnection } from "./connection-shapes.ts";
import { SecretsDialog } from "./secrets-dialog.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";

/** What can be changed of a connection. */
export function ConnectionActions({ connection }: { connection: Connection }) {
  const [open, setOpen] = useState<"secrets" | "settings" | null>(null);
  const own = connection as OwnConnection;
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={() => setOpen("secrets")}>
        {own.has_secret ? t("Secrets…") : t("Add secret…")}
      </Button>
      <Button look="ghost" onClick={() => setOpen("settings")}>
        {t("Settings…")}
      </Button>
      {own.is_shared && <span className="text-xs text-muted">{t("shared between tenants")}</span>}
      {open === "secrets" && <SecretsDialog connection={own} onClose={close} />}
      {open === "settings" && <SettingsDialog connection={own} onClose={close} />}
    </div>
  );
}
