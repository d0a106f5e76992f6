import { describe, expect, it } from "vitest";
import type { OutboundInit } from "./outbound";
import { type CallRecord, recordCalls, recorded } from "./record-calls";

const URL_OF_TOKENS = "https://as.example/token";
const ok = async () => Response.json({ access_token: "canary_answer" });

/** The record of one call. */
async function recordOf(
  init: OutboundInit,
  url = URL_OF_TOKENS,
  call: () => Promise<Response> = ok,
): Promise<CallRecord> {
  const calls: CallRecord[] = [];
  await recordCalls(calls, undefined, () => recorded(url, init, call)).catch(() => undefined);
  const [record] = calls;
  if (!record) throw new Error("Nothing was recorded.");
  return record;
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const json = { "content-type": "application/json" };

describe("the record of a call", () => {
  it("has method, URL, fields, outcome and time", async () => {
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "canary", scope: "a b" });
    expect(await recordOf({ method: "POST", headers: { accept: "application/json" }, body })).toEqual({
      method: "POST",
      url: URL_OF_TOKENS,
      request: { accept: "application/json", grant_type: "refresh_token", refresh_token: "[redacted]", scope: "a b" },
      status: 200,
      contentType: "application/json",
      tookMs: expect.any(Number),
    });
  });

  it("of a failed call has no status, and the error is rethrown", async () => {
    const calls: CallRecord[] = [];
    const failing = recordCalls(calls, undefined, () =>
      recorded(URL_OF_TOKENS, {}, async () => {
        throw new Error("gone");
      }),
    );
    await expect(failing).rejects.toThrow("gone");
    expect(calls).toMatchObject([{ method: "GET", status: null, contentType: null }]);
  });

  it.each<[string, OutboundInit, string?]>([
    ["a bearer token", { headers: { authorization: "Bearer canary" } }],
    ["a basic sign-in", { headers: { Authorization: `Basic ${btoa("id:canary")}` } }],
    ["a key in a custom header", { headers: { "X-API-Key": "canary" } }],
    ["a cookie", { headers: { cookie: "session=canary" } }],
    ["the query", {}, `${URL_OF_TOKENS}?access_token=canary#canary`],
    ["name and password in the URL", {}, "https://canary:canary@as.example/token"],
    ["a form", { body: new URLSearchParams({ refresh_token: "canary", client_secret: "canary", code: "canary" }) }],
    ["a form as a string", { headers: form, body: "client_secret=canary&assertion=canary" }],
    ["JSON", { headers: json, body: JSON.stringify({ password: "canary", nested: { key: "canary" } }) }],
    ["JSON after spaces", { headers: json, body: ` \n{"password":"canary"}` }],
    ["JSON that is cut off", { headers: json, body: '{"password":"canary"' }],
    ["a list", { headers: json, body: '["canary"]' }],
    ["XML", { headers: { "content-type": "text/xml" }, body: "<login><password>canary</password></login>" }],
    ["bytes", { body: new TextEncoder().encode("client_secret=canary") }],
  ])("has no secret from %s", async (_name, init, url) => {
    expect(JSON.stringify(await recordOf(init, url))).not.toMatch(/canary|Y2FuYXJ5|aWQ6/);
  });

  it("has only the status and type of the response", async () => {
    const sent = async () =>
      new Response("canary", { headers: { "set-cookie": "canary", "content-type": "text/html" } });
    const record = await recordOf({}, URL_OF_TOKENS, sent);
    expect(JSON.stringify(record)).not.toContain("canary");
    expect(record.contentType).toBe("text/html");
  });

  it("is truncated where a visible field is long", async () => {
    const { request } = await recordOf({ body: new URLSearchParams({ scope: "x".repeat(10_000) }) });
    expect(request.scope).toHaveLength(500);
  });

  it("is only made inside recordCalls, and separately for concurrent recordings", async () => {
    const [one, two]: CallRecord[][] = [[], []];
    await recorded(`${URL_OF_TOKENS}/unasked`, {}, ok);
    await Promise.all([
      recordCalls(one ?? [], undefined, () => recorded(`${URL_OF_TOKENS}/1`, {}, ok)),
      recordCalls(two ?? [], undefined, () => recorded(`${URL_OF_TOKENS}/2`, {}, ok)),
    ]);
    expect([one, two].map((calls) => calls?.map(({ url }) => url))).toEqual([
      [`${URL_OF_TOKENS}/1`],
      [`${URL_OF_TOKENS}/2`],
    ]);
  });

  it.each<[string, OutboundInit, number | undefined, number | undefined]>([
    ["its own when it has one", { timeoutMs: 5 }, 120_000, 5],
    ["the recording's when it has none", {}, 120_000, 120_000],
    ["the default when neither has one", {}, undefined, undefined],
  ])("uses the right time limit for a call: %s", async (...[, init, inherited, wanted]) => {
    let given: OutboundInit = {};
    await recordCalls([], inherited, () =>
      recorded(URL_OF_TOKENS, init, async (sent) => {
        given = sent;
        return ok();
      }),
    );
    expect(given.timeoutMs).toBe(wanted);
  });
});
