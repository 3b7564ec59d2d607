import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertMessage, AlertSettings } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import {
  changeSettings,
  messagesQuery,
  sendTest,
  settingsLists,
  settingsQuery,
} from "./alerts-client.ts";

/** Whom alerts are told, when not, and what became of it. */
export function Telling() {
  const settings = useQuery(settingsQuery);
  return (
    <>
      <Panel title={t("Who is told")} note={settings.data && channelWords(settings.data)}>
        {settings.isPending ? (
          <SkeletonLines count={4} />
        ) : settings.data === undefined ? (
          <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <SettingsForm settings={settings.data} />
        )}
      </Panel>
      <Messages />
    </>
  );
}

function channelWords({ channels }: AlertSettings): string {
  if (channels.length === 0) {
    return t(
      "Nobody yet: the operator sets ALERT_WEBHOOK_URL or SMTP_URL. Webhook subscriptions are told of alerts, too.",
    );
  }
  const words = { webhook: t("the operator's webhook"), email: "e-mail" };
  const ways = channels.map((one) => words[one]).join(" and ");
  return t("Alerts are told by {ways}, and to webhook subscriptions.", { ways });
}

const addressesOf = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== "");

function SettingsForm({ settings }: { settings: AlertSettings }) {
  const mayWrite = useMay("connections:write");
  const [from, setFrom] = useState(settings.quiet_hours?.from ?? "");
  const [until, setUntil] = useState(settings.quiet_hours?.until ?? "");
  const [emails, setEmails] = useState(settings.emails?.join(", ") ?? "");
  const [further, setFurther] = useState(settings.escalation_emails.join(", "));
  const save = useChange({
    change: changeSettings,
    renews: settingsLists,
    isQuiet: true,
    onDone: () => showToast(t("From now on alerts are told this way.")),
  });
  const test = useChange({
    change: sendTest,
    renews: settingsLists,
    onDone: () => showToast(t("The test is on its way; see the messages below.")),
  });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          quiet_hours: from === "" && until === "" ? null : { from, until },
          emails: emails.trim() === "" ? null : addressesOf(emails),
          escalation_emails: addressesOf(further),
        });
      }}
    >
      <TextField
        label={t("E-mail addresses; none means the owners")}
        value={emails}
        onChange={setEmails}
        disabled={!mayWrite}
      />
      <TextField
        label={t("Further addresses for what nobody takes")}
        value={further}
        onChange={setFurther}
        disabled={!mayWrite}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t("Quiet from")}
          type="time"
          value={from}
          onChange={setFrom}
          disabled={!mayWrite}
        />
        <TextField
          label={t("Quiet until")}
          type="time"
          value={until}
          onChange={setUntil}
          disabled={!mayWrite}
        />
      </div>
      <p className="text-xs text-muted">
        {t(
          "Messages wait until quiet hours are over, except those of priority P1. The clock is that of the time zone on the Setup page.",
        )}
      </p>
      <FormNote>{save.error === null ? "" : explain(save.error)}</FormNote>
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save")}
          </Button>
          <Button disabled={test.isPending} onClick={() => test.mutate(undefined)}>
            {t("Send a test")}
          </Button>
        </div>
      )}
    </form>
  );
}

const tones = { pending: "warn", delivered: "good", failed: "bad" } as const;

function Messages() {
  const messages = useQuery(messagesQuery);
  return (
    <Panel
      title={t("Messages")}
      note={t("The latest twenty. What fails is tried again for a day.")}
    >
      <Rows query={messages} empty={t("Nobody was told of anything yet.")}>
        {messages.data?.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </Rows>
    </Panel>
  );
}

function MessageRow({ message }: { message: AlertMessage }) {
  const { status, kind, channel, recipient, attempts, last_error: error } = message;
  return (
    <Row
      title={
        recipient === ""
          ? t("{kind} by {channel}", { kind: wordOf(kind), channel: wordOf(channel) })
          : t("{kind} by {channel} to {recipient}", {
              kind: wordOf(kind),
              channel: wordOf(channel),
              recipient,
            })
      }
      note={
        <span className="inline-flex flex-wrap items-center gap-x-1.5">
          <Dot tone={tones[status]} />
          {wordOf(status)}
          {" · "}
          <RelativeTime at={message.created_at} />
          {attempts > 1 && ` · ${t("tried {attempts} times", { attempts })}`}
          {error !== null && ` · ${error}`}
        </span>
      }
    />
  );
}
