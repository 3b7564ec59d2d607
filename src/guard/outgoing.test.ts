import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "../lib/problems.ts";
import { createAddressList, createOutgoing } from "./index.ts";
import { isPublicAddress, plainAddress } from "./public-address.ts";

const isPublic = (text: string) => {
  const address = plainAddress(text);
  return address !== null && isPublicAddress(address);
};

test("only addresses that are one machine on the open internet are public", () => {
  const open = ["8.8.8.8", "1.1.1.1", "192.0.66.2", "2606:4700::1111", "2a00:1450:4001::1"];
  const closed = [
    ...["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1"],
    ...["172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"],
    ...["192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"],
    ...["224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16"],
    ...["::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::7f00:1", "1::1"],
    ...["::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1"],
    ...["2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1"],
    ...["2002:7f00:1::", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"],
    ...["4000::1", "nonsense", ""],
  ];
  expect(open.filter((address) => !isPublic(address))).toEqual([]);
  expect(closed.filter(isPublic)).toEqual([]);
});

test("an IPv4 address wrapped in IPv6 is never more public than it is bare", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPublic(`::ffff:${address}`)).toBe(isPublic(address));
      for (const wrapped of [`64:ff9b::${address}`, `::ffff:0:${address}`]) {
        expect(isPublic(wrapped)).toBe(false);
      }
    }),
  );
});

/** Whatever goes through, nothing answers: a test must not reach the internet. */
const nowhere = { isExempt: () => false, timeoutMs: 2_000 };

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error("it went through"),
    (problem: unknown) => problem,
  );
  if (!(error instanceof ProblemError)) throw error;
  return error.code;
}

test.each([
  ...["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://017700000001/"],
  ...["http://0x7f.1/", "http://127.1/", "http://0/", "http://①②⑦.0.0.1/", "http://127。0。0。1/"],
  ...["http://%31%32%37.0.0.1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/"],
  ...["http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[0:0:0:0:0:ffff:a9fe:a9fe]/"],
  ...["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.1.2.3/"],
  ...[
    "http://localhost./",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:7f00:1::]/",
    "https://192.168.0.1:443/",
  ],
  ...["http://8.8.8.8:22/", "http://8.8.8.8:8080/", "https://example.com:5432/", "ftp://8.8.8.8/"],
  ...["http://user@8.8.8.8/", "http://user:word@8.8.8.8/", "http://:word@8.8.8.8/"],
  ...["file:///etc/passwd", "data:text/plain,x", "gopher://8.8.8.8/", "//8.8.8.8/", "", "x"],
])("%s is refused before anything is sent", async (url) => {
  const outgoing = createOutgoing({ ...nowhere, resolve: async () => ["127.0.0.1"] });
  expect(await problemOf(outgoing.toStranger(url))).toBe("outbound-refused");
  await outgoing.close();
});

test.each([["http://localhost/"], ["http://LOCALHOST/"]])(
  "%s is refused by what the system says it leads to",
  async (url) => {
    const outgoing = createOutgoing(nowhere);
    expect(await problemOf(outgoing.toStranger(url))).toBe("outbound-refused");
    await outgoing.close();
  },
);

test.each([
  ["a private address", ["10.0.0.5"]],
  ["a public address and a private one", ["8.8.8.8", "10.0.0.5"]],
  ["a private address and a public one", ["192.168.0.1", "8.8.8.8"]],
  ["a loopback address wrapped in IPv6", ["::ffff:127.0.0.1"]],
  ["something that is no address", ["8.8.8.8", "unix:/run/engine"]],
])("a name that leads to %s is refused, and does not say where it leads", async (_name, found) => {
  const outgoing = createOutgoing({ ...nowhere, resolve: async () => found });
  const refused = outgoing.toStranger("https://hooks.example.com/");
  await expect(refused).rejects.toMatchObject({
    code: "outbound-refused",
    message: expect.not.stringMatching(/\d+\.\d+|::/),
  });
  await outgoing.close();
});

test("a name that leads nowhere is a failure of the other side", async () => {
  const outgoing = createOutgoing({ ...nowhere, resolve: async () => [] });
  expect(await problemOf(outgoing.toStranger("http://nobody.example.com/"))).toBe(
    "outbound-failed",
  );
  await outgoing.close();
});

describe("with a server on loopback", () => {
  const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    "/echo": (request, response) => {
      const { method, headers } = request;
      response.setHeader("content-type", "application/json");
      request.setEncoding("utf8");
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () =>
        response.end(JSON.stringify({ method, host: headers.host, x: headers["x-test"], body })),
      );
    },
    "/redirect": (_request, response) => {
      response.writeHead(302, { location: "http://127.0.0.1/secret" }).end();
    },
    "/silent": () => undefined,
    "/slow": (_request, response) => {
      response.writeHead(200).write("the beginning");
    },
    "/huge": (_request, response) => {
      const part = Buffer.alloc(64 * 1024);
      const more = () => {
        while (response.write(part));
      };
      response.writeHead(200).on("drain", more);
      more();
    },
    "/bomb": (_request, response) => {
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(4 * 1024 * 1024)));
    },
    "/packed": (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked"));
    },
    "/empty": (_request, response) => {
      response.writeHead(204).end();
    },
    "/broken": (_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("x", () => response.destroy());
    },
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answers[request.url ?? ""]?.(request, response);
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const isExempt = createAddressList(["127.0.0.0/8"], "OUTBOUND_ALLOW");
  const make = (more: Partial<Parameters<typeof createOutgoing>[0]> = {}) =>
    createOutgoing({ isExempt, timeoutMs: 5_000, bytesMax: 1024 * 1024, ...more });

  test("what the operator allows is asked on any port, by address and by name", async () => {
    const outgoing = make({ resolve: async () => ["127.0.0.1"] });
    const request = { method: "POST", headers: { "x-test": "yes" }, body: "words" };
    for (const host of ["127.0.0.1", "hooks.example.com", "2130706433"]) {
      const answer = await outgoing.toStranger(`http://${host}:${port}/echo`, request);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ method: "POST", x: "yes", body: "words" });
    }
    await outgoing.close();
  });

  test("a port of its own is only for what the operator allows", async () => {
    const outgoing = make({ resolve: async () => ["127.0.0.1", "8.8.8.8"] });
    const url = `http://hooks.example.com:${port}/echo`;
    expect(await problemOf(outgoing.toStranger(url))).toBe("outbound-refused");
    await outgoing.close();
  });

  test("a name is looked up once: an answer that changes afterwards leads nowhere else", async () => {
    const found = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]];
    let lookups = 0;
    const outgoing = make({ resolve: async () => found[lookups++] ?? [] });
    const answer = await outgoing.toStranger(`http://rebinding.example.com:${port}/echo`);
    expect([answer.status, lookups]).toEqual([200, 1]);
    await outgoing.close();
    // Whose second answer is the bad one is refused at the second look.
    const again = make({ resolve: async () => ["10.0.0.1"] });
    const refused = again.toStranger(`http://rebinding.example.com:${port}/echo`);
    expect(await problemOf(refused)).toBe("outbound-refused");
    await again.close();
  });

  test("a redirect is the answer, and is not followed", async () => {
    const outgoing = make();
    asked.length = 0;
    for (const way of ["toStranger", "toOperator"] as const) {
      const answer = await outgoing[way](`http://127.0.0.1:${port}/redirect`);
      expect([answer.status, answer.headers.get("location")]).toEqual([
        302,
        "http://127.0.0.1/secret",
      ]);
    }
    expect(asked).toEqual(["/redirect", "/redirect"]);
    await outgoing.close();
  });

  test.each(["/silent", "/slow"])("%s ends after the total time", async (path) => {
    const outgoing = make({ timeoutMs: 150 });
    await expect(outgoing.toStranger(`http://127.0.0.1:${port}${path}`)).rejects.toMatchObject({
      code: "outbound-failed",
      message: "The other side took too long.",
    });
    await outgoing.close();
  });

  test.each(["/huge", "/bomb"])(
    "%s is read up to the cap, unpacked, and no further",
    async (path) => {
      const outgoing = make();
      await expect(outgoing.toStranger(`http://127.0.0.1:${port}${path}`)).rejects.toMatchObject({
        code: "outbound-failed",
        message: "The answer is larger than 1048576 bytes.",
      });
      await outgoing.close();
    },
  );

  test("answers that are packed, empty or broken off are told apart", async () => {
    const outgoing = make();
    const ask = (path: string) => outgoing.toStranger(`http://127.0.0.1:${port}${path}`);
    const packed = await ask("/packed");
    expect([await packed.text(), packed.headers.get("content-encoding")]).toEqual([
      "unpacked",
      null,
    ]);
    const empty = await ask("/empty");
    expect([empty.status, await empty.text()]).toEqual([204, ""]);
    expect(await problemOf(ask("/broken"))).toBe("outbound-failed");
    await outgoing.close();
  });

  test("whoever asked can break off", async () => {
    const outgoing = make();
    const signal = AbortSignal.abort();
    const asking = outgoing.toStranger(`http://127.0.0.1:${port}/silent`, { signal });
    expect(await problemOf(asking)).toBe("outbound-failed");
    await outgoing.close();
  });

  test("the operator's own URLs lead anywhere, by http and https alone", async () => {
    const outgoing = make({ isExempt: () => false });
    const answer = await outgoing.toOperator(`http://127.0.0.1:${port}/echo`);
    expect(answer.status).toBe(200);
    expect(await problemOf(outgoing.toStranger(`http://127.0.0.1:${port}/echo`))).toBe(
      "outbound-refused",
    );
    expect(await problemOf(outgoing.toOperator("data:text/plain,x"))).toBe("outbound-refused");
    await outgoing.close();
  });
});
