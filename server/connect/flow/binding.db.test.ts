import { describe, expect, it } from "vitest";
import { locationOf, newBrowser, refusalOf } from "@/server/testing/browser";
import { flowsOf, tokenRequestsIn } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

describe("binding a flow to the browser that started it (RFC 9700 §4.7)", () => {
  it("rejects a callback without the flow's cookie, and the flow stays usable", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const stranger = newBrowser(keyhold);
    expect(await refusalOf(await stranger.go(callback.href))).toEqual([400, "state_cookie_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    expect(await operationsOf(connectionId)).toEqual([
      expect.objectContaining({ type: "auth", status: "failed", code: "state_cookie_err" }),
    ]);
    expect((await browser.go(callback.href)).status).toBe(200);
  });

  it("rejects the cookie of another flow, under its own name and under this flow's", async () => {
    const [mine, theirs] = [await flows.waiting(dev), await flows.waiting(dev)];
    expect(await refusalOf(await theirs.browser.go(mine.callback.href))).toEqual([400, "state_cookie_err"]);
    const [[name = ""] = []] = [...mine.browser.cookies];
    const [[, value = ""] = []] = [...theirs.browser.cookies];
    const forger = newBrowser(keyhold);
    forger.cookies.set(name, value);
    expect(await refusalOf(await forger.go(mine.callback.href))).toEqual([400, "state_cookie_err"]);
    expect(tokenRequestsIn(await flows.ledger(mine.connectionId))).toEqual([]);
  });

  it.each(["", "x", "undefined", "null"])("rejects the cookie value %j", async (value) => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    for (const name of browser.cookies.keys()) browser.cookies.set(name, value);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "state_cookie_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it("supports two flows in one browser", async () => {
    const browser = newBrowser(keyhold);
    const leave = async () =>
      locationOf(await browser.go((await flows.begin(browser, await flows.newSession(dev))).href));
    const [first, second] = [await leave(), await leave()];
    expect(browser.cookies.size).toBe(2);
    expect((await browser.go(second.href)).status).toBe(200);
    expect((await browser.go(first.href)).status).toBe(200);
  });

  it("sets a cookie that scripts can't read and that cross-site requests don't send", async () => {
    const response = await keyhold.call(
      `/oauth/connect/lab-oauth2?connect_session_token=${await flows.newSession(dev)}`,
    );
    const [cookie = "", ...more] = response.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^keyhold_flow_att_[a-z2-7]{20}=[A-Za-z0-9_-]{43};/);
    const attributes = cookie.split("; ").slice(1).sort();
    expect(attributes).toEqual(["HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax"]);
  });
});

describe("a browser that navigates (decision 0003)", () => {
  const HTML = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

  it.each(Object.values({ HTML: HTML.accept, upper: "TEXT/HTML", late: "application/json, text/html" }))(
    "is redirected to the Connect UI and not to the provider: Accept %s",
    async (accept) => {
      const token = await flows.newSession(dev);
      const browser = newBrowser(keyhold);
      const before = await countStored(dev.ctx.environmentId);
      const response = await browser.go(`/oauth/connect/lab-oauth2?connect_session_token=${token}`, {
        headers: { accept },
      });
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        `/connect?session_token=${token}&integration=lab-oauth2`,
      ]);
      expect(browser.cookies.size).toBe(0);
      expect(await countStored(dev.ctx.environmentId)).toEqual(before);
    },
  );

  it("connects nothing after following an attacker's link to the lab's consent", async () => {
    const victim = newBrowser(keyhold);
    const link = `/oauth/connect/lab-oauth2?connect_session_token=${await flows.newSession(dev)}`;
    const attacker = newBrowser(keyhold);
    const authorization = locationOf(await attacker.go(link));
    // The victim opens the attacker's authorization address and comes back with the victim's own code.
    const callback = locationOf(await victim.go(authorization.href, { headers: HTML }));
    const response = await victim.go(callback.href, { headers: HTML });
    expect([response.status, locationOf(response).pathname]).toEqual([303, "/connect/result"]);
    expect(locationOf(response).searchParams.get("error")).toBe("state_cookie_err");
    const connectionId = authorization.searchParams.get("lab_connection") ?? "";
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it("starts the flow with the Connect UI's POST, which returns the URL", async () => {
    const token = await flows.newSession(dev);
    const browser = newBrowser(keyhold);
    const response = await browser.go("/oauth/connect/lab-oauth2", { apiKey: token, json: {} });
    const { data } = (await response.json()) as { data: { authorization_url: string } };
    expect([response.status, Object.keys(data)]).toEqual([200, ["authorization_url"]]);
    const callback = locationOf(await browser.go(data.authorization_url));
    expect((await browser.go(callback.href)).status).toBe(200);
  });

  it("can send a HEAD request without using up the session", async () => {
    const { browser, callback } = await flows.waiting(dev);
    const response = await browser.go(callback.href, { method: "HEAD" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, OPTIONS"]);
    expect((await browser.go(callback.href)).status).toBe(200);
  });
});
