import { createServer, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { expect, test } from "vitest";
import { ChannelError } from "./channel.ts";
import { createMailer } from "./mailer.ts";

const message = { id: "msg_1", subject: "[P1] A connection is silent", text: "None came." };
const patience = { stepMs: 800, totalMs: 2_400 };
const never = new AbortController().signal;

async function serving<T>(more: SMTPServerOptions, work: (port: number) => Promise<T>): Promise<T> {
  const server = new SMTPServer({ hideSTARTTLS: true, logger: false, ...more });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work((server.server.address() as { port: number }).port);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

/** Answers a connection as it likes. */
async function answering<T>(answer: (socket: Socket) => void, work: (port: number) => Promise<T>) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work((server.address() as { port: number }).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const failure = (url: string, to = "ada@example.com") =>
  createMailer(url, patience)(message, to, never).then(
    () => "it was sent",
    (error: unknown) => (error instanceof ChannelError ? error.message : error),
  );

test("who proves who they are is let in, and who does not is told without a word of the password", async () => {
  const options: SMTPServerOptions = {
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (password === "right" && username !== undefined) done(null, { user: username });
      else done(new Error("no"));
    },
    onData: (stream, _session, done) => {
      stream.on("end", () => done());
      stream.resume();
    },
  };
  await serving(options, async (port) => {
    expect(await failure(`smtp://ada:right@127.0.0.1:${port}`)).toBe("it was sent");
    expect(await failure(`smtp://ada:wrong@127.0.0.1:${port}`)).toBe(
      "The mail server refused it with code 535.",
    );
  });
});

test("a server that refuses an address, is not there, or breaks off is told of", async () => {
  const options: SMTPServerOptions = {
    authOptional: true,
    onRcptTo: (_address, _session, done) => done(new Error("not here")),
  };
  await serving(options, async (port) => {
    expect(await failure(`smtp://127.0.0.1:${port}`)).toBe(
      "The mail server refused it with code 550.",
    );
  });
  const gone = await answering(
    () => undefined,
    async (port) => port,
  );
  expect(await failure(`smtp://127.0.0.1:${gone}`)).toBe(
    "The mail server could not be reached, or broke off.",
  );
  await answering(
    (socket) => socket.destroy(),
    async (port) => expect(await failure(`smtp://127.0.0.1:${port}`)).toMatch(/^The mail server /),
  );
});

test("a server that says nothing, or a byte now and then for ever, is left in time", async () => {
  const slow = "The mail server took too long.";
  await answering(
    () => undefined,
    async (port) => expect(await failure(`smtp://127.0.0.1:${port}`)).toBe(slow),
  );
  await answering(
    (socket) => {
      let drip: NodeJS.Timeout;
      socket.write("220 here\r\n");
      socket.once("data", () => {
        drip = setInterval(() => socket.write("250-wait\r\n"), 50);
      });
      socket.on("close", () => clearInterval(drip));
    },
    async (port) => expect(await failure(`smtp://127.0.0.1:${port}`)).toBe(slow),
  );
});

test("an address cannot add headers or recipients", async () => {
  const recipients: string[] = [];
  const options: SMTPServerOptions = {
    authOptional: true,
    onData: (stream, { envelope }, done) => {
      recipients.push(...envelope.rcptTo.map(({ address }) => address));
      stream.on("end", () => done());
      stream.resume();
    },
  };
  await serving(options, async (port) => {
    await failure(`smtp://127.0.0.1:${port}`, "ada@example.com, eve@example.com");
    await failure(`smtp://127.0.0.1:${port}`, "ada@example.com\r\nBcc: eve@example.com");
  });
  expect(recipients).not.toContain("eve@example.com");
});
