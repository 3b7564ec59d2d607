import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Invitation, Role, User } from "../api.ts";
import { changeUser, fetchInvitations, fetchUsers, invite, removeMember } from "../client.ts";
import { useMay, useSession } from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Once } from "../ui/once.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { RoleSelect } from "./role-select.tsx";

/** The people of a tenant: who may do what. */
export function TeamPage() {
  const session = useSession();
  return (
    <Page
      title={t("Team of {name}", { name: session?.tenant.name ?? "" })}
      note={t("Everybody signs in with an address of their own, best with a second factor.")}
    >
      <Needs permission="members:read" refusal={t("Your role does not show who else is here")}>
        <People />
        <Invited />
      </Needs>
    </Page>
  );
}

function People() {
  const users = useQuery({ queryKey: ["users"], queryFn: fetchUsers });
  return (
    <Panel title={t("People")}>
      <Rows query={users} empty={t("Nobody yet: invite somebody below.")}>
        {users.data?.data.map((user) => (
          <Person key={user.id} user={user} />
        ))}
      </Rows>
    </Panel>
  );
}

function Person({ user }: { user: User }) {
  const mayWrite = useMay("members:write");
  const change = useChange({
    change: (given: { role?: Role; is_disabled?: boolean }) => changeUser(user.id, given),
    renews: ["users"],
  });
  const remove = useChange({
    change: () => removeMember("users", user.id),
    renews: ["users"],
  });
  return (
    <Row
      title={user.name}
      note={
        <>
          {user.email}
          {user.has_totp && ` · ${t("two-factor")}`}
          {user.is_disabled && ` · ${t("disabled")}`}
          {user.last_sign_in_at !== null && (
            <>
              {" · "}
              {rich("signed in {time}", { time: <RelativeTime at={user.last_sign_in_at} /> })}
            </>
          )}
        </>
      }
    >
      <RoleSelect
        label={t("Role of {name}", { name: user.name })}
        value={user.role}
        isDisabled={!mayWrite || change.isPending}
        onChange={(role) => change.mutate({ role })}
      />
      {mayWrite && (
        <>
          <Button
            disabled={change.isPending}
            aria-label={`${user.is_disabled ? t("Enable") : t("Disable")} ${user.name}`}
            onClick={() => change.mutate({ is_disabled: !user.is_disabled })}
          >
            {user.is_disabled ? t("Enable") : t("Disable")}
          </Button>
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={user.name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </Row>
  );
}

function Invited() {
  const waiting = useQuery({ queryKey: ["invitations"], queryFn: fetchInvitations });
  const mayWrite = useMay("members:write");
  return (
    <Panel
      title={t("Invitations")}
      id="invite"
      note={t("An invitation is good once, for seven days.")}
    >
      <Rows query={waiting} empty={t("Nobody is invited at present.")} expected={1}>
        {waiting.data?.data.map((invitation) => (
          <Waiting key={invitation.id} invitation={invitation} />
        ))}
      </Rows>
      {mayWrite && <InviteForm />}
    </Panel>
  );
}

function Waiting({ invitation }: { invitation: Invitation }) {
  const mayWrite = useMay("members:write");
  const revoke = useChange({
    change: () => removeMember("invitations", invitation.id),
    renews: ["invitations"],
  });
  return (
    <Row
      title={invitation.email}
      note={t("Invited as {role}, until {expiresAt}", {
        role: wordOf(invitation.role),
        expiresAt: invitation.expires_at.slice(0, 10),
      })}
    >
      {mayWrite && (
        <Button
          disabled={revoke.isPending}
          aria-label={t("Take back the invitation of {email}", { email: invitation.email })}
          onClick={() => revoke.mutate(undefined)}
        >
          {t("Take back")}
        </Button>
      )}
    </Row>
  );
}

function InviteForm() {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const send = useChange({
    change: invite,
    renews: ["invitations"],
    onDone: () => setEmail(""),
  });
  return (
    <>
      <form
        className="mt-3 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ email, role });
        }}
      >
        <TextField
          label={t("Invite by e-mail")}
          type="email"
          required
          maxLength={254}
          value={email}
          onChange={setEmail}
          className="min-w-56 flex-1"
        />
        <RoleSelect label={t("Role of the invited")} value={role} isTall onChange={setRole} />
        <Button type="submit" look="primary" className="h-9!" disabled={send.isPending}>
          {t("Invite")}
        </Button>
      </form>
      {send.data && (
        <Once label={t("Send this link: it is good once, for seven days.")} text={send.data.url} />
      )}
    </>
  );
}
