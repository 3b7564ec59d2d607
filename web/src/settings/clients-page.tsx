import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Tenant } from "../api.ts";
import { changeTenant } from "../client.ts";
import {
  actsForAgency,
  agencyTenantId,
  isAllowed,
  isOfAgency,
  useMay,
  useSession,
} from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { tenantsQuery } from "../queries.ts";
import { useSwitchTenant } from "../shell/switch-tenant.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { NewClient } from "./new-client.tsx";

/** The clients of the installation: to make, to rename, and to act for. */
export function ClientsPage() {
  const session = useSession();
  return (
    <Page
      title={t("Clients")}
      note={t("Each has calls, people, keys and connections of its own, and sees nobody else's.")}
    >
      {session && !isOfAgency(session) ? (
        <EmptyState title={t("Only the installation's own people have clients")} />
      ) : (
        <Needs permission="tenants:read" refusal={t("Your role does not show the clients")}>
          <Clients />
        </Needs>
      )}
    </Page>
  );
}

function Clients() {
  const session = useSession();
  const tenants = useQuery(tenantsQuery);
  const mayMake =
    session !== undefined && actsForAgency(session) && isAllowed(session, "tenants:write");
  return (
    <>
      <Panel title={t("Tenants")}>
        <Rows query={tenants} empty={t("There are no clients. Make the first one below.")}>
          {tenants.data?.map((tenant) => (
            <Client key={tenant.id} tenant={tenant} />
          ))}
        </Rows>
      </Panel>
      {mayMake && <NewClient />}
    </>
  );
}

function Client({ tenant }: { tenant: Tenant }) {
  const session = useSession();
  const mayWrite = useMay("tenants:write");
  const switchTo = useSwitchTenant();
  const [isRenaming, setRenaming] = useState(false);
  const change = useChange({
    change: (given: { is_disabled: boolean }) => changeTenant(tenant.id, given),
    renews: ["tenants", "session"],
  });
  const isHome = tenant.id === agencyTenantId;
  const isHere = tenant.id === session?.tenant.id;
  const mayChange = mayWrite && session !== undefined && actsForAgency(session);
  if (isRenaming) return <RenameRow tenant={tenant} onDone={() => setRenaming(false)} />;
  return (
    <Row
      title={tenant.name}
      note={
        <>
          {isHome ? t("The installation itself") : tenant.slug}
          {" · "}
          {rich("since {time}", { time: <RelativeTime at={tenant.created_at} /> })}
          {tenant.is_disabled && (
            <span className="text-warn-text">
              {" · "}
              {t("disabled: nobody signs in for it")}
            </span>
          )}
        </>
      }
    >
      {mayChange && (
        <Button
          aria-label={t("Rename {name}", { name: tenant.name })}
          onClick={() => setRenaming(true)}
        >
          {t("Rename")}
        </Button>
      )}
      {mayChange && !isHome && tenant.is_disabled && (
        <Button
          disabled={change.isPending}
          aria-label={t("Enable {name}", { name: tenant.name })}
          onClick={() => change.mutate({ is_disabled: false })}
        >
          {t("Enable")}
        </Button>
      )}
      {mayChange && !isHome && !tenant.is_disabled && (
        <SureButton
          label={t("Disable")}
          sureLabel={t("Really disable")}
          of={tenant.name}
          disabled={change.isPending}
          onSure={() => change.mutate({ is_disabled: true })}
        />
      )}
      {isHere ? (
        <span className="px-2.5 text-xs font-medium text-good-text">{t("You work here")}</span>
      ) : (
        !tenant.is_disabled && (
          <Button
            look="primary"
            disabled={switchTo.isPending}
            aria-label={t("Work here: {name}", { name: tenant.name })}
            onClick={() => switchTo.mutate({ tenantId: isHome ? null : tenant.id })}
          >
            {t("Work here")}
          </Button>
        )
      )}
    </Row>
  );
}

function RenameRow({ tenant, onDone }: { tenant: Tenant; onDone: () => void }) {
  const [name, setName] = useState(tenant.name);
  const rename = useChange({
    change: () => changeTenant(tenant.id, { name }),
    renews: ["tenants", "session"],
    onDone,
  });
  return (
    <li className="px-4 py-2">
      <form
        className="flex min-h-10 flex-wrap items-center gap-2"
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(undefined);
        }}
      >
        <input
          aria-label={t("New name of {name}", { name: tenant.name })}
          // biome-ignore lint/a11y/noAutofocus: asked for by the button that was here a moment ago
          autoFocus
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="h-8 min-w-40 flex-1 rounded-md border border-strong-line bg-surface px-2.5 text-sm"
        />
        <Button onClick={onDone}>{t("Cancel")}</Button>
        <Button type="submit" look="primary" disabled={rename.isPending || name.trim() === ""}>
          {t("Save")}
        </Button>
      </form>
    </li>
  );
}
