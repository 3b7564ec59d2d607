import { expect, test } from "vitest";
import { createWorld, keyOf } from "../../test/world.ts";

const path = "/api/v1/settings/brand";

/** The first bytes of a PNG of these sides: as much as anybody looks at. */
function logoOf(width: number, height: number, bytes = 100): string {
  const png = Buffer.alloc(bytes);
  png.write("\x89PNG\r\n\x1a\n", "latin1");
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return `data:image/png;base64,${png.toString("base64")}`;
}

test("a tenant's brand is shown to its people and before the sign-in, readable in both themes, and is nobody else's", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  const change = (body: object) => world.api("PATCH", path, body, keyOf("ten_a"));
  const seenBefore = async (tenant: string) =>
    (await world.app.http.inject({ url: `/api/v1/brands/${tenant}` })).json();
  const none = { name: null, accent: null, accent_light: null, accent_dark: null, logo: null };
  expect(await seenBefore("ten_a")).toEqual(none);

  const logo = logoOf(200, 80);
  const { json: brand } = await change({ name: "Bright Smile", accent: "#ffee00", logo });
  expect(brand).toMatchObject({ name: "Bright Smile", accent: "#ffee00", logo });
  expect([brand.accent_light === "#ffee00", brand.accent_dark]).toEqual([false, "#ffee00"]);
  // What is not given stays, what is null goes.
  expect((await change({ name: null })).json).toEqual({ ...brand, name: null });
  expect((await change({})).json).toEqual({ ...brand, name: null });
  expect(await seenBefore("ten_a")).toEqual({ ...brand, name: null });
  expect(await seenBefore("ten_b")).toEqual(none);
  expect(await seenBefore("ten_nobody")).toEqual(none);
  const key = keyOf("ten_a");
  const opened = await world.app.http.inject({
    ...{ method: "POST", url: "/api/v1/session", payload: { key } },
  });
  expect(opened.json().tenant).toMatchObject({ time_zone: "UTC", brand: { accent: "#ffee00" } });
  const { json: audit } = await world.api("GET", "/api/v1/admin/audit", undefined, key);
  expect(JSON.stringify(audit.data)).toContain('"has_logo":true');

  const script = `data:image/svg+xml;base64,${Buffer.from("<svg onload='x()'/>").toString("base64")}`;
  for (const wrong of [
    ...[{ logo: script }, { logo: logoOf(1025, 1) }, { logo: logoOf(0, 1) }],
    ...[{ logo: logoOf(10, 10, 33 * 1024) }, { logo: logo.replace("iVBOR", "R0lGO") }],
    ...[{ accent: "red" }, { accent: "#FFF" }, { name: " " }, { name: "n".repeat(61) }],
  ]) {
    const { status } = await change(wrong);
    expect([wrong, status]).toEqual([wrong, 400]);
  }
});
