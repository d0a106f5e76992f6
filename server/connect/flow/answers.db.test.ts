import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { locationOf, newBrowser, refusalOf } from "@/server/testing/browser";
import { flowsOf, tokenRequestsIn } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { readFlowResult } from "./result";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const ISSUER = `${keyhold.url}/lab`;
const HTML = { headers: { accept: "text/html" } };

/** Returns what the result page shows to a browser with these cookies. */
function resultOf(attemptId: string, cookies: Map<string, string>) {
  return readFlowResult({ attemptId, readCookie: (name) => cookies.get(name) });
}

describe("the issuer in a callback (RFC 9207 §2.4)", () => {
  const host = new URL(keyhold.url);
  const WRONG = [
    `${ISSUER}/`,
    `${ISSUER}//`,
    `${ISSUER}?`,
    `${ISSUER}#`,
    `${ISSUER}/.`,
    `${keyhold.url}/LAB`,
    `${keyhold.url}/Lab`,
    `${keyhold.url}//lab`,
    `${keyhold.url}/%6cab`,
    `${keyhold.url}/x/../lab`,
    keyhold.url,
    "lab",
    "/lab",
    `//${host.host}/lab`,
    `HTTP://${host.host}/lab`,
    `https://${host.host}/lab`,
    `http://localhost:${host.port}/lab`,
    `http://${host.hostname}/lab`,
    `http://${host.hostname}:0${host.port}/lab`,
    `http://user@${host.host}/lab`,
    ` ${ISSUER}`,
    `${ISSUER} `,
    `${ISSUER}\n`,
    `${ISSUER},${ISSUER}`,
    "https://accounts.google.com",
    "null",
    "undefined",
    "",
  ];

  it.each(WRONG)("is compared exactly: %j is rejected", async (iss) => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    callback.searchParams.set("iss", iss);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "issuer_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it("is required when the provider announces that it sends one", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    callback.searchParams.delete("iss");
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "issuer_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it.each([ISSUER, "https://evil.example"])(
    "must be sent once: %s next to the right one is rejected",
    async (second) => {
      const { browser, callback, connectionId } = await flows.waiting(dev);
      callback.searchParams.append("iss", second);
      expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "callback_err"]);
      expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    },
  );

  it.each(["https://evil.example", null])("is also checked in an error callback: %s", async (iss) => {
    const { browser, callback } = await flows.waiting(dev, { lab: { lab_consent: "deny" } });
    if (iss === null) callback.searchParams.delete("iss");
    else callback.searchParams.set("iss", iss);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "issuer_err"]);
  });
});

describe("a malformed callback (RFC 6749 §4.1.2)", () => {
  it.each([
    ["without code and error", (query: URLSearchParams) => query.delete("code")],
    ["with an empty code", (query: URLSearchParams) => query.set("code", "")],
    ["with code and error", (query: URLSearchParams) => query.set("error", "access_denied")],
    ["that repeats a parameter", (query: URLSearchParams) => query.append("extra", "1") ?? query.append("extra", "2")],
  ])("%s is rejected before any token request", async (_name, spoil) => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    spoil(callback.searchParams);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "callback_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });
});

describe("the provider's error message (RFC 6749 §4.1.2.1)", () => {
  const HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "<%= 7*7 %>#{7*7}",
    'line\r\n{"level":60,"msg":"forged"}',
    "\u001b[31mred\u001b[0m \u0007",
    "\u2028\u2029\u0085",
    "\u202Egnp.exe",
    "%s%n%x",
    '\'; drop table "Connection"; --',
    `${"a".repeat(499)}😀`,
    "x".repeat(5000),
    "😀".repeat(400),
  ];

  it.each(HOSTILE)("is stored as one line of text: %j", async (words) => {
    const { browser, callback, connectionId } = await flows.waiting(dev, { lab: { lab_consent: "deny" } });
    callback.searchParams.set("error", words);
    callback.searchParams.set("error_description", words);
    const response = await browser.go(callback.href, HTML);
    const [, attemptId = ""] = /^\/connect\/result\/(att_\w+)$/.exec(locationOf(response).pathname) ?? [];
    expect(response.headers.get("location")).toBe(`/connect/result/${attemptId}`);
    const result = await resultOf(attemptId, browser.cookies);
    expect(result).toMatchObject({ status: "failed", code: "callback_err", connectionId: null });
    const [operation, ...more] = await operationsOf(connectionId);
    expect(more).toEqual([]);
    expect(operation?.message).toBe(result?.message);
    expect(operation?.message?.length).toBeLessThan(1200);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: checks that none is left
    expect(operation?.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u);
    const [event] = await eventsOf(connectionId);
    expect(event).toMatchObject({ success: false, error: { type: "callback_err", description: result?.message } });
  });

  it("is left out when the end user denied access", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev, { lab: { lab_consent: "deny" } });
    expect(callback.searchParams.get("error")).toBe("access_denied");
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "access_denied"]);
    expect(await operationsOf(connectionId)).toEqual([
      {
        type: "auth",
        status: "failed",
        code: "access_denied",
        message: "Access wasn't granted, so nothing was connected.",
      },
    ]);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
  });
});

describe("the response to a callback (RFC 9700 §4.2)", () => {
  it("redirects to a URL without code and state, and sends no referrer and no cacheable response", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const response = await browser.go(callback.href, HTML);
    const location = response.headers.get("location") ?? "";
    expect([response.status, location]).toEqual([303, expect.stringMatching(/^\/connect\/result\/att_[a-z2-7]{20}$/)]);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe("");
    const attemptId = location.slice("/connect/result/".length);
    expect(await resultOf(attemptId, browser.cookies)).toMatchObject({ status: "succeeded", connectionId });
    expect(await resultOf(attemptId, newBrowser(keyhold).cookies)).toBeNull();
    expect(await resultOf("att_unknown", browser.cookies)).toBeNull();
  });

  it("also has these headers in error responses and at the start of a flow", async () => {
    const token = await flows.newSession(dev);
    const paths = [
      "/oauth/callback/cb_x?state=x&code=y",
      "/oauth/callback",
      `/oauth/connect/lab-oauth2?connect_session_token=${token}`,
      "/oauth/connect/lab-oauth2",
    ];
    for (const path of paths) {
      const { headers } = await keyhold.call(path);
      expect([headers.get("referrer-policy"), headers.get("cache-control")]).toEqual(["no-referrer", "no-store"]);
    }
  });
});

describe("the return URL of the success screen", () => {
  it("is the one that the backend set", async () => {
    const returnUrl = "https://app.example/settings?tab=accounts";
    const { browser, callback } = await flows.waiting(dev, { return_url: returnUrl });
    const response = await browser.go(callback.href, HTML);
    const attemptId = locationOf(response).pathname.slice("/connect/result/".length);
    expect(await resultOf(attemptId, browser.cookies)).toMatchObject({ returnUrl });
  });

  it.each(["return_url", "return_to", "redirect_uri", "redirect", "next"])(
    "can't be set by a browser: %s is an unknown parameter",
    async (name) => {
      const token = await flows.newSession(dev);
      const evil = encodeURIComponent("https://evil.example");
      const query = `/oauth/connect/lab-oauth2?connect_session_token=${token}&${name}=${evil}`;
      expect(await refusalOf(await keyhold.call(query))).toEqual([400, "invalid_query_params"]);
      const json = { [name]: "https://evil.example" };
      const begun = await keyhold.call("/oauth/connect/lab-oauth2", { apiKey: token, json });
      expect(await refusalOf(begun)).toEqual([400, "invalid_body"]);
    },
  );

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/settings",
    "file:///etc/passwd",
    "",
    "https://",
  ])("must be an http or https URL: %j is rejected", async (return_url) => {
    const json = { end_user: { id: "u" }, return_url };
    const response = await keyhold.call("/connect/sessions", { apiKey: dev.apiKey, json });
    expect(await refusalOf(response)).toEqual([400, "invalid_body"]);
  });
});
