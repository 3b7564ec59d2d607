import type { Outgoing } from "../../guard/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import { type Channel, ChannelError } from "./channel.ts";
import { createMailer } from "./mailer.ts";
import type { ChannelName } from "./message.store.ts";

/** The channels that the operator set up. */
export type Channels = Readonly<Partial<Record<ChannelName, Channel>>>;

export function createChannels(needs: {
  settings: { ALERT_WEBHOOK_URL?: string | undefined; SMTP_URL?: string | undefined };
  outgoing: Pick<Outgoing, "toOperator">;
}): Channels {
  const { ALERT_WEBHOOK_URL: webhookUrl, SMTP_URL: smtpUrl } = needs.settings;
  return {
    ...(webhookUrl === undefined ? {} : { webhook: createWebhook(needs.outgoing, webhookUrl) }),
    ...(smtpUrl === undefined ? {} : { email: createMailer(smtpUrl) }),
  };
}

/** As Slack's incoming webhooks take it, and those that follow them. */
function createWebhook({ toOperator }: Pick<Outgoing, "toOperator">, url: string): Channel {
  return async ({ id, subject, text }, _recipient, signal) => {
    const answer = await toOperator(url, {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", "user-agent": "VoiceLens", "webhook-id": id },
      },
      body: JSON.stringify({ text: escapeSlack(`*${subject}*\n${text}`) }),
      signal,
    }).catch((error: unknown) => {
      throw error instanceof ProblemError ? new ChannelError(error.message) : error;
    });
    if (!answer.ok) throw new ChannelError(`It answered with status ${answer.status}.`);
  };
}

/** Three characters have a meaning there: a name must not make a link, or call everybody. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
