import { describe, expect, it } from "vitest";
import { newBrowser } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";

// Browsers use https. A proxy terminates TLS, so this process sees plain http.
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: "https://keyhold.example" });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

describe("a flow behind a proxy that terminates TLS", () => {
  it("has a __Host- cookie, which neither http nor another host can set", async () => {
    const token = await flows.newSession(dev);
    const response = await keyhold.call(`/oauth/connect/lab-oauth2?connect_session_token=${token}`);
    const [cookie = "", ...more] = response.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^__Host-keyhold_flow_att_[a-z2-7]{20}=[A-Za-z0-9_-]{43};/);
    const attributes = cookie.split("; ").slice(1).sort();
    expect(attributes).toEqual(["HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax", "Secure"]);
  });

  it("rejects the same cookie under a name without the prefix", async () => {
    const { browser, callback } = await flows.waiting(dev);
    const unprefixed = newBrowser(keyhold);
    for (const [name, value] of browser.cookies) unprefixed.cookies.set(name.replace("__Host-", ""), value);
    const response = await unprefixed.go(callback.href);
    expect(await response.json()).toMatchObject({ error: { code: "state_cookie_err" } });
  });

  it("uses the public URL in redirect URI and connect link, not the URL of the request", async () => {
    const { authorization } = await flows.waiting(dev);
    expect(authorization.origin).toBe("https://keyhold.example");
    expect(authorization.searchParams.get("redirect_uri")).toMatch(/^https:\/\/keyhold\.example\/oauth\/callback\/cb_/);
    const made = await keyhold.call("/connect/sessions", { apiKey: dev.apiKey, json: { end_user: { id: "u" } } });
    const { data } = (await made.json()) as { data: { connect_link: string } };
    expect(data.connect_link).toMatch(/^https:\/\/keyhold\.example\/connect\?session_token=/);
  });
});
