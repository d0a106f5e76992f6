import http from "node:http";
import { describe, expect, it } from "vitest";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf, LAB_CLIENT, tokenRequestsIn } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [{ dev }, attacker] = await Promise.all([newTeam(), newTeam()]);
await Promise.all([flows.addIntegration(dev, "lab-oauth2"), flows.addIntegration(attacker.dev, "lab-oauth2")]);
await flows.addIntegration(dev, "second", { provider: "lab-oauth2", credentials: LAB_CLIENT });

const EVIL = "evil.example";
const HEADERS: Record<string, string>[] = [
  ...[EVIL, `${EVIL}:443`, `user@${EVIL}`, "", "127.0.0.1", "localhost", `${EVIL}, keyhold.test`].map((host) => ({
    host,
  })),
  ...[EVIL, `${EVIL}:443`, `${EVIL}, keyhold.test`, `keyhold.test, ${EVIL}`, `https://${EVIL}`].map((value) => ({
    "x-forwarded-host": value,
  })),
  ...["https", "http", "javascript", "https, http", "ftp"].map((value) => ({ "x-forwarded-proto": value })),
  ...[
    `host=${EVIL}`,
    `host=${EVIL};proto=https`,
    `for=1.2.3.4;host="${EVIL}";proto=https`,
    `proto=https;by=${EVIL}`,
  ].map((forwarded) => ({ forwarded })),
  { "x-forwarded-port": "443" },
  { "x-forwarded-prefix": "/evil" },
  { "x-original-url": `https://${EVIL}/` },
  { "x-rewrite-url": `https://${EVIL}/` },
  { "x-host": EVIL },
  { "x-http-host-override": EVIL },
  { origin: `https://${EVIL}`, referer: `https://${EVIL}/` },
  { host: EVIL, "x-forwarded-host": EVIL, "x-forwarded-proto": "https", forwarded: `host=${EVIL};proto=https` },
];

/** Sends a request with any Host header, which fetch doesn't allow. @returns the redirect's target. */
function redirectOf(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(keyhold.url);
    const request = http.get({ hostname, port, path, headers, setHost: headers.host === undefined }, (response) => {
      response.resume();
      resolve(response.headers.location ?? `no redirect: ${response.statusCode}`);
    });
    request.on("error", reject);
  });
}

describe("the redirect URI (RFC 6749 §4.1.3)", () => {
  it(`does not depend on request headers: ${HEADERS.length} sets`, async () => {
    const token = await flows.newSession(dev);
    const path = `/oauth/connect/lab-oauth2?connect_session_token=${token}`;
    const expected = new URL(await redirectOf(path, {})).searchParams.get("redirect_uri");
    expect(expected).toMatch(new RegExp(`^${keyhold.url}/oauth/callback/cb_[a-z2-7]{20}$`));
    for (const headers of HEADERS) {
      const answer = await redirectOf(path, headers);
      if (headers.host === "") expect(answer).toMatch(/^no redirect: 4|^http/);
      if (!answer.startsWith("http")) continue;
      const sent = new URL(answer);
      expect([sent.origin, sent.searchParams.get("redirect_uri")]).toEqual([keyhold.url, expected]);
    }
  });

  it("is different for each integration", async () => {
    const addresses = await Promise.all([
      flows.waiting(dev),
      flows.waiting(dev, { integrationKey: "second" }),
      flows.waiting(attacker.dev),
    ]);
    expect(new Set(addresses.map(({ callback }) => callback.pathname)).size).toBe(3);
  });

  it.each([
    ["another integration's of the same team", async () => flows.waiting(dev, { integrationKey: "second" })],
    ["another team's", async () => flows.waiting(attacker.dev)],
  ])("rejects a code that arrives at %s redirect URI", async (_whose, elsewhere) => {
    const [{ browser, callback, connectionId }, { callback: wrong }] = [await flows.waiting(dev), await elsewhere()];
    const before = await countStored(dev.ctx.environmentId);
    const moved = callback.href.replace(callback.pathname, wrong.pathname);
    expect(await refusalOf(await browser.go(moved))).toEqual([400, "state_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    expect((await countStored(dev.ctx.environmentId)).connections).toBe(before.connections);
    expect((await browser.go(callback.href)).status).toBe(200); // not used up
  });

  it.each(["/oauth/callback", "/oauth/callback/", "/oauth/callback/cb_unknown", "/oauth/callback/%2e%2e"])(
    "rejects a code that arrives at %s",
    async (path) => {
      const { browser, callback, connectionId } = await flows.waiting(dev);
      const response = await browser.go(callback.href.replace(callback.pathname, path));
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    },
  );
});

describe("two tenants with the same OAuth client (COAT, RFC 9700 update)", () => {
  it("can't inject the other's code: cookie, verifier and redirect URI each prevent it", async () => {
    const [victim, mine] = [await flows.waiting(dev), await flows.waiting(attacker.dev)];
    const code = victim.callback.searchParams.get("code") ?? "";
    const withCode = new URL(mine.callback);
    withCode.searchParams.set("code", code);
    expect((await mine.browser.go(withCode.href)).status).toBe(400);
    expect(await refusalOf(await mine.browser.go(victim.callback.href))).toEqual([400, "state_cookie_err"]);
    expect(tokenRequestsIn(await flows.ledger(victim.connectionId))).toEqual(["refused code redirect_uri_mismatch"]);
    expect((await countStored(attacker.dev.ctx.environmentId)).connections).toBe(0);
  });

  it("can't take over an existing redirect URI with their own integration", async () => {
    const { callback } = await flows.waiting(dev);
    const [, callbackId = ""] = /(cb_\w+)$/.exec(callback.pathname) ?? [];
    const response = await keyhold.call("/integrations", {
      apiKey: attacker.dev.apiKey,
      json: { provider: "lab-oauth2", unique_key: "copy", credentials: LAB_CLIENT, callback_id: callbackId },
    });
    expect(response.status).toBe(400);
  });
});
