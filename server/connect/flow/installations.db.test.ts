import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { db, Prisma } from "@/server/db";
import { newBrowser, type TestBrowser } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored, eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { findConnectionRow, openCredentials, sealCredentials } from "@/server/vault/connection";
import { catalogEntries, createStage } from "@/simulator";

interface Read {
  credentials: Record<string, unknown>;
  health: { state: string };
  connection_config: Record<string, string>;
  error?: { code: string; payload: { connection: unknown } };
}

const SLUGS = ["github-app", "github-app-oauth"];
let publicUrl = "";
const stage = createStage(
  catalogEntries().flatMap(({ entry }) => (SLUGS.includes(entry.slug) ? [entry] : [])),
  {
    get publicUrl() {
      return publicUrl;
    },
    readDocument: async () => null,
  },
);
const { url: stageUrl, close } = await stage.listen();
afterAll(close);
/** Parts of URLs at which the provider is down. */
const down = new Set<string>();
const outage = createServer(async (message, response) => {
  if ([...down].some((part) => message.url?.includes(part))) return response.writeHead(503).end();
  const answer = request(`${stageUrl}${message.url}`, { method: message.method, headers: message.headers }, (given) => {
    response.writeHead(given.statusCode ?? 500, given.headers);
    given.pipe(response);
  });
  message.pipe(answer);
});
await new Promise<void>((resolve) => outage.listen(0, "127.0.0.1", resolve));
afterAll(() => outage.close());
const outageUrl = `http://127.0.0.1:${(outage.address() as AddressInfo).port}`;
const keyhold = await serveKeyhold({ KEYHOLD_STAGE_URL: outageUrl });
publicUrl = keyhold.url;
const flows = flowsOf(keyhold);
const { dev } = await newTeam();

async function setUp(slug: string, letter: string): Promise<void> {
  const play = stage.plan(slug);
  const { client, settings } = play.fixtures;
  const callbackId = `cb_${letter.repeat(20)}`;
  play.callbackUrl = `${keyhold.url}/oauth/callback/${callbackId}`;
  const app = { app_id: settings.app_id, app_link: settings.app_link, private_key: settings.private_key };
  const own = { client_id: client.id, client_secret: client.secret };
  const credentials = slug === "github-app" ? { type: "APP", ...app } : { type: "CUSTOM", ...own, ...app };
  await flows.addIntegration(dev, slug, { callback_id: callbackId, credentials });
}
await setUp("github-app", "a");
await setUp("github-app-oauth", "b");

/** Opens the installation page and returns the callback URL. */
async function installed(browser: TestBrowser, slug: string, endUser: string, reconnected?: string): Promise<URL> {
  stage.plan(slug).isActive = true;
  const body = { integrationKey: slug, end_user: { id: endUser } };
  const token = await (reconnected ? flows.reconnectSession(dev, reconnected, body) : flows.newSession(dev, body));
  const page = await flows.begin(browser, token, slug);
  const answer = await fetch(`${stageUrl}${page.pathname}${page.search}`, {
    redirect: "manual",
    headers: { "x-stage-host": page.host },
  });
  stage.plan(slug).isActive = false;
  return new URL(answer.headers.get("location") ?? "");
}

const finish = async (browser: TestBrowser, callback: URL) => {
  const response = await browser.go(callback.href);
  return {
    status: response.status,
    body: (await response.json()) as { connectionId?: string; error?: { code: string } },
  };
};

describe("an installation", () => {
  it("is returned with the app's own JWT when a backend asks for it, and never otherwise", async () => {
    const browser = newBrowser(keyhold);
    const { body } = await finish(browser, await installed(browser, "github-app", "asker"));
    const path = `/connections/${body.connectionId}?provider_config_key=github-app`;
    const proofOf = async (more: string) => {
      const response = await keyhold.call(path + more, { apiKey: dev.apiKey });
      return ((await response.json()) as Read).credentials.jwtToken;
    };
    expect(await proofOf("")).toBeUndefined();
    const { settings } = stage.plan("github-app").fixtures;
    const proof = String(await proofOf("&refresh_github_app_jwt_token=true"));
    const { payload } = await jwtVerify(proof, createPublicKey(settings.private_key ?? ""));
    expect(payload.iss).toBe(settings.app_id);
    await keyhold.call(path, { method: "DELETE", apiKey: dev.apiKey });
  });

  it("of another connection can't be claimed by putting its ID into a callback", async () => {
    const [victim, attacker] = [newBrowser(keyhold), newBrowser(keyhold)];
    const theirs = await installed(victim, "github-app", "victim");
    expect((await finish(victim, theirs)).status).toBe(200);
    const own = await installed(attacker, "github-app", "attacker");
    own.searchParams.set("installation_id", theirs.searchParams.get("installation_id") ?? "");
    const before = await countStored(dev.ctx.environmentId);
    const { status, body } = await finish(attacker, own);
    expect([status, body.error?.code]).toEqual([409, "conflict"]);
    expect((await countStored(dev.ctx.environmentId)).connections).toBe(before.connections);
  });

  it("is only connected for a user whose own token has access to it, when the provider also signs them in", async () => {
    const browser = newBrowser(keyhold);
    const own = await installed(browser, "github-app-oauth", "eve");
    own.searchParams.set("installation_id", "99999999");
    const { status, body } = await finish(browser, own);
    expect([status, body.error?.code]).toEqual([400, "access_denied"]);
  });

  it("isn't connected without the user's code when the provider also signs them in", async () => {
    const browser = newBrowser(keyhold);
    const own = await installed(browser, "github-app-oauth", "eve");
    own.searchParams.delete("code");
    const { status, body } = await finish(browser, own);
    expect([status, body.error?.code]).toEqual([400, "access_denied"]);
  });

  it("that an owner must approve is pending, and connects once the user's own token has access to it", async () => {
    const play = stage.plan("github-app-oauth");
    const id = play.fixtures.given.callback.installation_id ?? "";
    const from = play.ledger.length;
    play.state.installations = ["11111111"]; // an older one of the same user
    const browser = newBrowser(keyhold);
    const requested = await installed(browser, "github-app-oauth", "member");
    requested.searchParams.delete("installation_id");
    requested.searchParams.set("setup_action", "request");
    play.isActive = true;
    const { status, body } = await finish(browser, requested);
    expect([status, body.error]).toEqual([200, undefined]);
    const connectionId = body.connectionId ?? "";
    const read = async (more = "") => {
      const path = `/connections/${connectionId}?provider_config_key=github-app-oauth${more}`;
      const response = await keyhold.call(path, { apiKey: dev.apiKey });
      return { status: response.status, body: (await response.json()) as Read };
    };
    const waiting = await read();
    expect([waiting.status, waiting.body.error?.code]).toEqual([424, "installation_pending"]);
    expect(waiting.body.error?.payload.connection).toMatchObject({ credentials: {}, health: { state: "pending" } });
    expect(await eventsOf(connectionId)).toEqual([]);

    const still = await read("&force_refresh=true");
    expect([still.status, still.body.error?.code]).toEqual([424, "installation_pending"]);
    play.state.installations = ["11111111", id];
    const works = await read("&force_refresh=true");
    play.isActive = false;
    expect(works.body).toMatchObject({
      credentials: {
        type: "CUSTOM",
        app: { access_token: expect.any(String) },
        user: { access_token: expect.any(String) },
      },
      connection_config: { installation_id: id },
      health: { state: "healthy", reason: null },
    });
    expect(await eventsOf(connectionId)).toMatchObject([{ type: "auth", operation: "creation", success: true }]);
    expect(play.ledger.slice(from).filter(({ ok }) => !ok)).toEqual([]);

    const again = await installed(browser, "github-app-oauth", "member", connectionId);
    again.searchParams.delete("installation_id");
    again.searchParams.set("setup_action", "request");
    play.isActive = true;
    const refused = await finish(browser, again);
    play.isActive = false;
    expect([refused.status, refused.body.error?.code]).toEqual([400, "access_denied"]);
    expect((await read()).body.connection_config).toEqual({ installation_id: id }); // the working installation is kept
  });

  it("keeps the user's single-use refresh token when the app's token can't be fetched", async () => {
    const play = stage.plan("github-app-oauth");
    const browser = newBrowser(keyhold);
    const callback = await installed(browser, "github-app-oauth", "owner");
    play.isActive = true;
    const { body } = await finish(browser, callback);
    const refresh = () =>
      keyhold.call(`/connections/${body.connectionId}?provider_config_key=github-app-oauth&force_refresh=true`, {
        apiKey: dev.apiKey,
      });
    down.add("/access_tokens");
    expect((await refresh()).status).not.toBe(200);
    down.clear();
    await db().connection.updateMany({
      where: { connectionId: body.connectionId ?? "" },
      data: { lastError: Prisma.DbNull },
    });
    const again = await refresh();
    play.isActive = false;
    expect([again.status, ((await again.json()) as Read).health?.state]).toEqual([200, "healthy"]);
  });

  describe("that an owner must approve", () => {
    const play = stage.plan("github-app-oauth");
    const id = play.fixtures.given.callback.installation_id ?? "";

    async function requested(endUser: string) {
      const browser = newBrowser(keyhold);
      const callback = await installed(browser, "github-app-oauth", endUser);
      callback.searchParams.delete("installation_id");
      callback.searchParams.set("setup_action", "request");
      play.isActive = true;
      return finish(browser, callback);
    }

    async function look(connectionId = "") {
      const path = `/connections/${connectionId}?provider_config_key=github-app-oauth&force_refresh=true`;
      const response = await keyhold.call(path, { apiKey: dev.apiKey });
      const { error } = (await response.json()) as Read;
      await db().connection.updateMany({ where: { connectionId }, data: { lastError: Prisma.DbNull } });
      return [response.status, error?.code];
    }

    it("isn't confused with another one that the same end user connected in the meantime", async () => {
      play.state.installations = [];
      const { body } = await requested("two-accounts");
      const browser = newBrowser(keyhold);
      const other = await installed(browser, "github-app-oauth", "two-accounts");
      play.isActive = true;
      expect((await finish(browser, other)).status).toBe(200);
      play.state.installations = [id];
      expect(await look(body.connectionId)).toEqual([424, "installation_pending"]);
    });

    it("is pending only if the list of existing installations is complete: a missing one would look new", async () => {
      play.state.installations = ["11111111"];
      play.state.unlisted = 1;
      const { status, body } = await requested("many");
      play.state.unlisted = 0;
      expect([status >= 400, body.connectionId]).toEqual([true, undefined]);
    });

    it("keeps the user's refreshed token when the provider goes down before it lists the installations", async () => {
      play.state.installations = ["11111111"];
      const { body } = await requested("patient");
      const where = { connectionId: body.connectionId ?? "" };
      const row = await findConnectionRow(dev.ctx, { ...where, providerConfigKey: "github-app-oauth" });
      const stored = await openCredentials(row);
      if (stored.type !== "CUSTOM" || !stored.user) throw new Error("The connection has no user token.");
      const ended = { ...stored, user: { ...stored.user, expires_at: new Date(0).toISOString() } };
      await db().connection.updateMany({ where, data: { credentials: await sealCredentials(row, ended) } });
      down.add("/user/installations");
      expect(await look(body.connectionId)).toEqual([424, "installation_pending"]);
      down.clear();
      play.state.installations = ["11111111", id];
      expect(await look(body.connectionId)).toEqual([200, undefined]);
      play.isActive = false;
    });
  });

  it("that was requested without the user's code connects nothing: its owner would be unknown", async () => {
    const browser = newBrowser(keyhold);
    const own = await installed(browser, "github-app-oauth", "waiting");
    for (const name of ["installation_id", "code"]) own.searchParams.delete(name);
    own.searchParams.set("setup_action", "request");
    const { status, body } = await finish(browser, own);
    expect([status, body.error?.code]).toEqual([400, "access_denied"]);
  });

  it("that was canceled connects nothing", async () => {
    const browser = newBrowser(keyhold);
    const own = await installed(browser, "github-app", "waiting");
    own.searchParams.delete("installation_id");
    own.searchParams.set("setup_action", "request");
    const { status, body } = await finish(browser, own);
    expect([status, body.error?.code]).toEqual([400, "access_denied"]);
  });

  it("rejects the private key of another app", async () => {
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    await keyhold.call("/integrations/github-app", {
      method: "PATCH",
      apiKey: dev.apiKey,
      json: { credentials: { type: "APP", private_key: pem } },
    });
    const browser = newBrowser(keyhold);
    const own = await installed(browser, "github-app", "later");
    const { status } = await finish(browser, own);
    expect(status).toBeGreaterThanOrEqual(400);
  });
});
