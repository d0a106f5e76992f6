import { describe, expect, it } from "vitest";
import { deleteConnection } from "@/server/connections/delete";
import { db } from "@/server/db";
import { locationOf, newBrowser, refusalOf } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const endUser = { id: "user-42", email: "ada@example.com", tags: { plan: "pro" } };
const tags = { end_user_id: "user-42", end_user_email: "ada@example.com", team: "blue" };

describe("a finished flow", () => {
  it("stores the connection with log, audit and webhook, and returns its IDs", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev, { end_user: endUser, tags: { Team: "blue" } });
    const response = await browser.go(callback.href);
    expect([response.status, await response.json()]).toEqual([200, { connectionId, providerConfigKey: "lab-oauth2" }]);
    const row = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(row).toMatchObject({ health: "healthy", authMode: "OAUTH2", fence: 0, tags });
    expect(await operationsOf(connectionId)).toEqual([
      { type: "auth", status: "success", code: null, message: "Connected to Provider lab (OAuth 2.0)." },
    ]);
    expect(await eventsOf(connectionId)).toEqual([
      {
        from: "nango",
        type: "auth",
        operation: "creation",
        success: true,
        connectionId,
        providerConfigKey: "lab-oauth2",
        provider: "lab-oauth2",
        authMode: "OAUTH2",
        environment: "dev",
        tags,
        endUser: { endUserId: "user-42", endUserEmail: "ada@example.com", organizationId: null, tags: { plan: "pro" } },
      },
    ]);
    const audit = await db().auditEvent.findMany({ where: { targetId: row.id } });
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([
      ["connection.created", expect.stringMatching(/^session:ses_/)],
    ]);
  });

  it("uses up its session: a second flow of the same session stores nothing", async () => {
    const browser = newBrowser(keyhold);
    const token = await flows.newSession(dev);
    const leave = async () => locationOf(await browser.go((await flows.begin(browser, token)).href));
    const [first, second] = [await leave(), await leave()];
    expect((await browser.go(first.href)).status).toBe(200);
    const before = await db().connection.count();
    expect(await refusalOf(await browser.go(second.href))).toEqual([401, "connect_session_used"]);
    expect(await db().connection.count()).toBe(before);
    const again = await keyhold.call(`/oauth/connect/lab-oauth2?connect_session_token=${token}`);
    expect(await refusalOf(again)).toEqual([401, "connect_session_used"]);
  });

  it("stores one connection when two flows of one session finish at the same time", async () => {
    const browser = newBrowser(keyhold);
    const token = await flows.newSession(dev);
    const leave = async () => locationOf(await browser.go((await flows.begin(browser, token)).href));
    const callbacks = [await leave(), await leave(), await leave()];
    const before = await db().connection.count();
    const answers = await Promise.all(callbacks.map(({ href }) => browser.go(href)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await db().connection.count()).toBe(before + 1);
  });

  it("stores nothing after the session was ended", async () => {
    const { browser, callback, token, connectionId } = await flows.waiting(dev);
    const ended = await keyhold.call("/connect/session", { method: "DELETE", apiKey: token });
    expect(ended.status).toBe(204);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([401, "connect_session_used"]);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
  });

  it("can only be started for the integrations that its session allows", async () => {
    await flows.addIntegration(dev, "other", { provider: "lab-api-key" });
    const token = await flows.newSession(dev, { allowed_integrations: ["other"] });
    const response = await keyhold.call(`/oauth/connect/lab-oauth2?connect_session_token=${token}`);
    expect(await refusalOf(response)).toEqual([400, "integration_not_allowed"]);
  });
});

describe("a reconnect", () => {
  it("keeps the connection's ID, replaces its credentials and sends an override webhook", async () => {
    const connectionId = await flows.connect(dev, { end_user: endUser, lab: { lab_person: "ada" } });
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    const browser = newBrowser(keyhold);
    const token = await flows.reconnectSession(dev, connectionId, { lab: { lab_person: "grace" } });
    const callback = locationOf(await browser.go((await flows.begin(browser, token)).href));
    expect(await (await browser.go(callback.href)).json()).toEqual({ connectionId, providerConfigKey: "lab-oauth2" });
    const after = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(after).toMatchObject({ id: before.id, number: before.number, fence: before.fence + 1, health: "healthy" });
    expect(Buffer.compare(after.credentials, before.credentials)).not.toBe(0);
    const events = await eventsOf(connectionId);
    expect(events.map(({ operation, success }) => [operation, success])).toEqual([
      ["creation", true],
      ["override", true],
    ]);
    expect(events[1]).toMatchObject({ endUser: { endUserId: "user-42" } });
  });

  it("that fails leaves the connection unchanged", async () => {
    const connectionId = await flows.connect(dev);
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    const browser = newBrowser(keyhold);
    const token = await flows.reconnectSession(dev, connectionId, { lab: { lab_consent: "deny" } });
    const callback = locationOf(await browser.go((await flows.begin(browser, token)).href));
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "access_denied"]);
    expect(await db().connection.findFirstOrThrow({ where: { connectionId } })).toEqual(before);
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ operation: "override", success: false });
  });

  it("of a connection that was deleted in the meantime stores nothing", async () => {
    const connectionId = await flows.connect(dev);
    const browser = newBrowser(keyhold);
    const token = await flows.reconnectSession(dev, connectionId);
    const callback = locationOf(await browser.go((await flows.begin(browser, token)).href));
    await deleteConnection(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "state_err"]);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
  });
});
