import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Brand } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { sessionQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FileField } from "../ui/file-field.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { brandQuery, changeBrand } from "./brand-client.ts";
import { readLogo } from "./logo-file.ts";

/** How the dashboard looks to the tenant's people. */
export function BrandSettings() {
  const brand = useQuery(brandQuery);
  const mayWrite = useMay("connections:write");
  return (
    <Panel
      title={t("Brand")}
      note={t(
        "Name, colour and logo in the bar, at the sign-in and on printed statements. The colour is made as light or dark as it must be to be read.",
      )}
    >
      {brand.isError && brand.data === undefined && (
        <ErrorState error={brand.error} onRetry={() => void brand.refetch()} />
      )}
      {brand.data && !mayWrite && <p>{brand.data.name ?? t("That of the product.")}</p>}
      {brand.data && mayWrite && <BrandForm brand={brand.data} />}
    </Panel>
  );
}

const usualAccent = "#4a4fd0";

function BrandForm({ brand }: { brand: Brand }) {
  const [name, setName] = useState(brand.name ?? "");
  const [accent, setAccent] = useState(brand.accent);
  const [logo, setLogo] = useState(brand.logo);
  const [fault, setFault] = useState("");
  const client = useQueryClient();
  const save = useChange({
    change: () => changeBrand({ name: name.trim() || null, accent, logo }),
    renews: ["brand"],
    isQuiet: true,
    onDone: (changed) => {
      client.setQueryData(
        sessionQuery.queryKey,
        (session) => session && { ...session, tenant: { ...session.tenant, brand: changed } },
      );
      showToast(t("Saved."));
    },
  });
  const choose = (file: File | null) => {
    if (file === null) return;
    setFault("");
    readLogo(file).then(setLogo, () => setFault(t("The browser cannot show this picture.")));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={t("Name of the brand")}
          placeholder="VoiceLens"
          maxLength={60}
          value={name}
          onChange={setName}
          className="w-64"
        />
        <AccentField accent={accent} onChange={setAccent} />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <FileField
          label={t("Logo")}
          accept="image/*"
          fault={fault || undefined}
          onChange={choose}
        />
        {logo !== null && (
          <>
            <img
              src={logo}
              alt={t("Logo as it is shown")}
              className="h-9 max-w-40 object-contain"
            />
            <Button onClick={() => setLogo(null)}>{t("Without a logo")}</Button>
          </>
        )}
      </div>
      <div className="flex items-center gap-3">
        <Button type="submit" className="h-9!" disabled={save.isPending}>
          {t("Save the brand")}
        </Button>
        <FormNote>{save.error === null ? "" : explain(save.error)}</FormNote>
      </div>
    </form>
  );
}

interface AccentFieldProps {
  accent: string | null;
  onChange: (accent: string | null) => void;
}

function AccentField({ accent, onChange }: AccentFieldProps) {
  return (
    <>
      <TextField
        label={t("Colour")}
        type="color"
        value={accent ?? usualAccent}
        onChange={onChange}
        className="w-20"
      />
      {accent !== null && <Button onClick={() => onChange(null)}>{t("The usual colour")}</Button>}
    </>
  );
}
