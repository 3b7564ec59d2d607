import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Role } from "../api.ts";
import {
  ApiError,
  changeUser,
  createApiKey,
  createTenant,
  fetchApiKeys,
  fetchInvitations,
  fetchTenants,
  fetchUsers,
  invite,
  removeMember,
  switchTenant,
} from "../client.ts";
import { useTitle } from "../lib/title.ts";
import { sessionQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";

const roles: readonly Role[] = ["viewer", "operator", "manager", "owner"];
const home = "ten_default";

/** People, keys and clients: who may do what. */
export function TeamPage() {
  useTitle("Team");
  const session = useQuery(sessionQuery).data;
  const may = (permission: string) => session?.permissions.some((one) => one === permission);
  const isAgency = session?.home_tenant_id === home;
  return (
    <div className="mx-auto max-w-4xl px-3 pt-6 pb-16 sm:px-5">
      <h1 className="text-xl font-semibold tracking-tight">Team of {session?.tenant.name}</h1>
      {may("members:read") ? (
        <>
          <Users mayWrite={may("members:write") === true} />
          <Keys mayWrite={may("members:write") === true} />
        </>
      ) : (
        <p className="mt-2 text-muted">Your role does not show who else is here.</p>
      )}
      {isAgency && <Clients mayCreate={may("tenants:write") === true} />}
    </div>
  );
}

function Users({ mayWrite }: { mayWrite: boolean }) {
  const users = useQuery({ queryKey: ["users"], queryFn: fetchUsers }).data?.data;
  const waiting = useQuery({ queryKey: ["invitations"], queryFn: fetchInvitations }).data?.data;
  const change = useChange(["users", "invitations"]);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [url, setUrl] = useState<string | null>(null);
  return (
    <Section
      title="People"
      note="Everybody signs in with an address of their own, best with a second factor."
    >
      <Rows isPending={users === undefined} empty="Nobody yet: invite somebody below.">
        {users?.map((user) => (
          <Row
            key={user.id}
            title={user.name}
            note={
              <>
                {user.email}
                {user.has_totp && " · two-factor"}
                {user.is_disabled && " · disabled"}
                {user.last_sign_in_at !== null && (
                  <>
                    {" · signed in "}
                    <RelativeTime at={user.last_sign_in_at} />
                  </>
                )}
              </>
            }
          >
            <RoleSelect
              label={`Role of ${user.name}`}
              value={user.role}
              isDisabled={!mayWrite}
              onChange={(next) => change.mutate(() => changeUser(user.id, { role: next }))}
            />
            {mayWrite && (
              <>
                <Button
                  onClick={() =>
                    change.mutate(() => changeUser(user.id, { is_disabled: !user.is_disabled }))
                  }
                >
                  {user.is_disabled ? "Enable" : "Disable"}
                </Button>
                <Button
                  onClick={() => {
                    if (window.confirm(`Remove ${user.name}?`)) {
                      change.mutate(() => removeMember("users", user.id));
                    }
                  }}
                >
                  Remove
                </Button>
              </>
            )}
          </Row>
        ))}
        {waiting?.map((invitation) => (
          <Row
            key={invitation.id}
            title={invitation.email}
            note={`Invited as ${invitation.role}, until ${invitation.expires_at.slice(0, 10)}`}
          >
            {mayWrite && (
              <Button
                onClick={() => change.mutate(() => removeMember("invitations", invitation.id))}
              >
                Take back
              </Button>
            )}
          </Row>
        ))}
      </Rows>
      {mayWrite && (
        <form
          className="mt-3 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(async () => {
              setUrl((await invite({ email, role })).url);
              setEmail("");
            });
          }}
        >
          <TextField
            label="Invite by e-mail"
            type="email"
            required
            value={email}
            onChange={setEmail}
            className="min-w-56 flex-1"
          />
          <RoleSelect label="Role of the invited" value={role} onChange={setRole} />
          <Button type="submit" look="primary" className="h-9!">
            Invite
          </Button>
        </form>
      )}
      {url !== null && <Once label="Send this link: it is good once, for seven days." text={url} />}
    </Section>
  );
}

function Keys({ mayWrite }: { mayWrite: boolean }) {
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: fetchApiKeys }).data?.data;
  const change = useChange(["api-keys"]);
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [key, setKey] = useState<string | null>(null);
  return (
    <Section title="API keys" note="For programs. A key belongs to this tenant and no other.">
      <Rows isPending={keys === undefined} empty="There are no keys.">
        {keys?.map((row) => (
          <Row
            key={row.id}
            title={row.name}
            note={`${row.role}${row.scopes === null ? "" : `, only ${row.scopes.join(", ")}`}${row.last_four === "" ? "" : ` · …${row.last_four}`}${row.expires_at === null ? "" : ` · until ${row.expires_at.slice(0, 10)}`}`}
          >
            {mayWrite && row.name !== "owner" && (
              <Button
                onClick={() => {
                  if (window.confirm(`Revoke ${row.name}? What uses it stops at once.`)) {
                    change.mutate(() => removeMember("api-keys", row.id));
                  }
                }}
              >
                Revoke
              </Button>
            )}
          </Row>
        ))}
      </Rows>
      {mayWrite && (
        <form
          className="mt-3 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(async () => {
              setKey((await createApiKey({ name, role })).key);
              setName("");
            });
          }}
        >
          <TextField
            label="Name of a new key"
            required
            value={name}
            onChange={setName}
            className="min-w-56 flex-1"
          />
          <RoleSelect label="Role of the key" value={role} onChange={setRole} />
          <Button type="submit" look="primary" className="h-9!">
            Create
          </Button>
        </form>
      )}
      {key !== null && <Once label="Copy the key now: it is shown this once." text={key} />}
    </Section>
  );
}

function Clients({ mayCreate }: { mayCreate: boolean }) {
  const session = useQuery(sessionQuery).data;
  const client = useQueryClient();
  const tenants = useQuery({ queryKey: ["tenants"], queryFn: fetchTenants }).data?.data;
  const change = useChange(["tenants"]);
  const [name, setName] = useState("");
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
  const work = async (tenantId: string) => {
    const next = await switchTenant(tenantId === home ? null : tenantId);
    // Nothing of one tenant may be seen while acting for another.
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
    client.setQueryData(sessionQuery.queryKey, next);
  };
  return (
    <Section title="Clients" note="Each has its own calls, people, keys and connections.">
      <Rows isPending={tenants === undefined} empty="There are no clients.">
        {tenants?.map((tenant) => (
          <Row
            key={tenant.id}
            title={tenant.name}
            note={`${tenant.slug}${tenant.is_disabled ? " · disabled" : ""}`}
          >
            {tenant.id === session?.tenant.id ? (
              <span className="text-xs font-medium text-good-text">You work here</span>
            ) : (
              !tenant.is_disabled && (
                <Button onClick={() => change.mutate(() => work(tenant.id))}>Work here</Button>
              )
            )}
          </Row>
        ))}
      </Rows>
      {mayCreate && session?.tenant.id === home && (
        <form
          className="mt-3 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(async () => {
              await createTenant({ name, slug });
              setName("");
            });
          }}
        >
          <TextField
            label="Name of a new client"
            required
            value={name}
            onChange={setName}
            className="min-w-56 flex-1"
          />
          <Button type="submit" look="primary" className="h-9!" disabled={slug === ""}>
            Add
          </Button>
        </form>
      )}
    </Section>
  );
}

/** Does something, shows what went wrong, and reads the lists again. */
function useChange(lists: readonly string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () =>
      Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] }))),
    onError: (error) =>
      showToast(
        error instanceof ApiError ? `${error.title}. ${error.message}` : "That failed.",
        "bad",
      ),
  });
}

function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-8">
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-0.5 text-muted">{note}</p>
      <div className="mt-3">{children}</div>
    </section>
  );
}

function Rows({
  isPending,
  empty,
  children,
}: {
  isPending: boolean;
  empty: string;
  children: ReactNode[] | ReactNode;
}) {
  if (isPending) return <div aria-hidden="true" className="skeleton h-12 rounded-lg!" />;
  const isEmpty = [children].flat(2).filter(Boolean).length === 0;
  if (isEmpty) return <p className="text-muted">{empty}</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</ul>
  );
}

function Row({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-2 px-4 py-2.5">
      <div className="min-w-48 flex-1">
        <p className="truncate font-medium">{title}</p>
        <p className="truncate text-xs text-muted">{note}</p>
      </div>
      {children}
    </li>
  );
}

function RoleSelect({
  label,
  value,
  isDisabled = false,
  onChange,
}: {
  label: string;
  value: Role;
  isDisabled?: boolean;
  onChange: (role: Role) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(roles.find((role) => role === event.target.value) ?? value)}
      className="h-7 rounded-md border border-strong-line bg-surface px-2 text-xs"
    >
      {roles.map((role) => (
        <option key={role}>{role}</option>
      ))}
    </select>
  );
}

function Once({ label, text }: { label: string; text: string }) {
  return (
    <div className="mt-3 rounded-lg border border-good/50 bg-good-soft px-4 py-2.5">
      <p className="font-medium text-good-text">{label}</p>
      <div className="mt-1 flex items-center gap-2">
        <code className="min-w-0 flex-1 truncate font-mono text-xs">{text}</code>
        <CopyButton text={text} label="Copy" isCompact />
      </div>
    </div>
  );
}
