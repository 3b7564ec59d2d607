import { connect, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import { type Channel, ChannelError, type ChannelMessage } from "./channel.ts";

/** How long a step, and a message in all, may take. */
const usualPatience = { stepMs: 10_000, totalMs: 25_000 };

/**
 * Sends e-mail by the operator's server: `smtp://user:password@mail.example.com:587?from=alerts@example.com`.
 *
 * Each message has a connection of its own, which is cut when it takes too long in all: a server that says a byte now and then would hold it for ever.
 */
export function createMailer(smtpUrl: string, { stepMs, totalMs } = usualPatience): Channel {
  const { url, host, port, from } = readSmtpUrl(smtpUrl);
  return async (message, recipient, signal) => {
    let socket: Socket | undefined;
    const transport = createTransport({
      url,
      connectionTimeout: stepMs,
      greetingTimeout: stepMs,
      socketTimeout: stepMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      getSocket: (_options, done) => {
        const opened = connect({ host, port });
        socket = opened;
        opened.once("connect", () => done(null, { connection: opened }));
        opened.once("error", (error) => done(error, {}));
      },
    });
    const tooLate = AbortSignal.any([signal, AbortSignal.timeout(totalMs)]);
    const cut = () => socket?.destroy(new Error("too late"));
    tooLate.addEventListener("abort", cut);
    try {
      await transport.sendMail(mailOf(message, { from, to: recipient, host }));
    } catch (error) {
      throw explain(error, tooLate.aborted);
    } finally {
      tooLate.removeEventListener("abort", cut);
      socket?.destroy();
    }
  };
}

function mailOf(
  { id, subject, text }: ChannelMessage,
  { from, to, host }: { from: string; to: string; host: string },
) {
  return {
    from: { name: "VoiceLens", address: from },
    // An address is one address, whatever is written in it.
    to: { name: "", address: to },
    subject,
    text,
    messageId: `<${id}@${host}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** The parts of the address that we need ourselves. */
function readSmtpUrl(given: string) {
  const parsed = new URL(given);
  const { hostname: host } = parsed;
  const from = parsed.searchParams.get("from") ?? `voicelens@${host}`;
  parsed.searchParams.delete("from");
  const usualPort = parsed.protocol === "smtps:" ? 465 : 587;
  const port = parsed.port === "" ? usualPort : Number(parsed.port);
  return { url: parsed.href, host: host.replace(/^\[|\]$/g, ""), port, from };
}

/** What a server says may quote names and passwords, so only its code is told. */
function explain(error: unknown, isTooLate: boolean): ChannelError {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const words =
    responseCode !== undefined
      ? `The mail server refused it with code ${responseCode}.`
      : isTooLate || code === "ETIMEDOUT"
        ? "The mail server took too long."
        : code === "EAUTH"
          ? "The mail server did not let us in."
          : "The mail server could not be reached, or broke off.";
  return new ChannelError(words, { cause: error });
}
