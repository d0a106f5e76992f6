import { describe, expect, it } from "vitest";
import type { CallRecord } from "@/server/net";
import type { StoredCredentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import { stepsOf } from "./log-steps";
import type { Verdict } from "./verdict";

const AT = new Date("2026-01-01T00:00:00Z");
const CALL: CallRecord = {
  method: "POST",
  url: "https://as.example/token",
  request: { grant_type: "refresh_token", refresh_token: "[redacted]" },
  status: 200,
  contentType: "application/json",
  tookMs: 12,
};
const VERDICT = { class: "outage", reason: message("health.provider_unavailable", { provider: "X" }) } as Verdict;
const stored = (raw: Record<string, unknown>): StoredCredentials => ({
  ...{ type: "OAUTH2", access_token: "canary_access", refresh_token: "canary_refresh", raw },
  token_url: "https://as.example/token",
});

describe("the log messages of a refresh", () => {
  it("show the request, the response and the duration of each call", () => {
    expect(stepsOf([CALL], { credentials: stored({}), verdict: null }, AT)).toEqual([
      {
        level: "info",
        message: {
          code: "step.answered",
          params: { method: "POST", url: "https://as.example/token", status: 200, tookMs: 12 },
        },
        detail: { request: CALL.request, response: { status: 200, content_type: "application/json", body: {} } },
        at: "2026-01-01T00:00:00.000Z",
      },
    ]);
  });

  it("say that a call got no response", () => {
    const [step] = stepsOf([{ ...CALL, status: null, contentType: null }], { credentials: null, verdict: VERDICT }, AT);
    expect(step).toMatchObject({
      level: "warn",
      message: { code: "step.unanswered", params: { method: "POST", url: "https://as.example/token", tookMs: 12 } },
      detail: { class: "outage" },
    });
  });

  it("show only the last call as failed", () => {
    const steps = stepsOf([CALL, CALL], { credentials: null, verdict: VERDICT }, AT);
    expect(steps.map(({ level, detail }) => [level, detail.class])).toEqual([
      ["info", undefined],
      ["warn", "outage"],
    ]);
  });

  it("show all field names of a token response, but only values that aren't secret", () => {
    const raw = {
      ...{ access_token: "canary_access", refresh_token: "canary_refresh", id_token: "canary_id", expires_in: 60 },
      ...{ authed_user: { access_token: "canary_user" }, scope: "a b", token_type: "bearer", custom: "canary_custom" },
    };
    const steps = stepsOf([CALL, CALL], { credentials: stored(raw), verdict: null }, AT);
    expect(JSON.stringify(steps)).not.toContain("canary");
    expect(steps.map(({ detail }) => (detail.response as { body?: unknown }).body)).toEqual([
      undefined,
      {
        ...{ access_token: "[redacted]", refresh_token: "[redacted]", id_token: "[redacted]", expires_in: 60 },
        ...{ authed_user: "[redacted]", scope: "a b", token_type: "bearer", custom: "[redacted]" },
      },
    ]);
  });

  it("contain nothing of a credential that didn't come from a token response", () => {
    const steps = stepsOf([CALL], { credentials: { type: "API_KEY", apiKey: "canary_key" }, verdict: null }, AT);
    expect(JSON.stringify(steps)).not.toMatch(/canary|apiKey/);
  });

  it("are empty when no call was made", () => {
    expect(stepsOf([], { credentials: null, verdict: VERDICT }, AT)).toEqual([]);
  });
});
