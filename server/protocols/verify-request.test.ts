import { describe, expect, it } from "vitest";
import { answering } from "./testing/io";
import { type VerifyTarget, verifyCredential } from "./verify-call";

const target: VerifyTarget = {
  baseUrl: "https://api.example",
  auth: { in: "header", name: "x-key", format: "{apiKey}" },
  call: { method: "GET", path: "/me" },
};

async function sent(changes: Partial<VerifyTarget>) {
  const io = answering(200, {});
  await verifyCredential({ ...target, ...changes }, { apiKey: "key", username: "ada", password: "pass" }, io);
  return io.calls[0];
}

describe("the call that tests a credential", () => {
  it("accepts JSON unless the catalog sets another header", async () => {
    expect((await sent({ headers: { Accept: "application/vnd.acme+json" } }))?.headers).toEqual({
      accept: "application/vnd.acme+json",
      "x-key": "key",
    });
  });

  it("has each parameter once, with the value of the catalog's query", async () => {
    const call = await sent({ call: { method: "GET", path: "/me?v=1&v=2" }, query: { v: "3" } });
    expect(call?.url).toBe("https://api.example/me?v=3");
  });

  it.each([
    [target.auth, { "X-Key": "other" }, { "x-key": "key" }],
    [{ in: "basic" } as const, { Authorization: "Bearer other" }, { authorization: "Basic YWRhOnBhc3M=" }],
  ])("has one credential in each header: %o", async (auth, headers, credential) => {
    expect((await sent({ auth, headers }))?.headers).toEqual({ accept: "application/json", ...credential });
  });

  it("has no credential for an API without authentication", async () => {
    expect((await sent({ auth: { in: "none" } }))?.headers).toEqual({ accept: "application/json" });
  });
});

describe("the response to the call that tests a credential", () => {
  const refusal = (size: number) => `{"ok":false,"pad":"${"x".repeat(size - 21)}"}`;
  const judged = (status: number, body: string) => verifyCredential(target, { apiKey: "key" }, answering(status, body));

  it("is read up to exactly 64 KB", async () => {
    expect(refusal(64 * 1024)).toHaveLength(64 * 1024);
    expect(await judged(200, refusal(64 * 1024))).toEqual({ kind: "refused", status: 200, said: null });
    expect(await judged(200, refusal(64 * 1024 + 1))).toEqual({ kind: "accepted" });
  });

  it("leaves the credential untested when it reports that our request was too slow (RFC 9110 §15.5.9)", async () => {
    expect(await judged(408, "")).toEqual({ kind: "unavailable", status: 408, said: null });
  });
});
