import { describe, expect, it } from "vitest";
import { renderCode, renderMessage } from "@/messages/render";
import { loadProvider, type Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { OutboundError } from "@/server/net";
import { AssertionKeyError } from "@/server/protocols/assertion/sign-jwt";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import { TemplateError } from "@/server/protocols/template/parse";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { ErrorCode } from "@/wire/errors";
import { FAILURE_CLASSES, judge } from "./verdict";

const entry = (slug: string) => loadProvider(slug) as Provider;
const lab = entry("lab-oauth2");
const oauthError = (error: string, status = 400) => new OAuthError(error, null, status);
const DAY = 24 * 60 * 60 * 1000;

describe("the class of a failure", () => {
  it.each<[string, unknown, string, ErrorCode, number]>([
    ["invalid_grant", oauthError("invalid_grant"), "revoked_grant", "invalid_credentials", 424],
    ["invalid_grant, status 500", oauthError("invalid_grant", 500), "outage", "provider_unavailable", 503],
    ["invalid_grant, status 429", oauthError("invalid_grant", 429), "rate_limited", "provider_rate_limited", 503],
    ["invalid_client", oauthError("invalid_client", 401), "bad_client", "integration_client_refused", 424],
    ["invalid_scope", oauthError("invalid_scope"), "missing_scope", "missing_scope", 424],
    ["slow_down", oauthError("slow_down"), "outage", "provider_unavailable", 503],
    ["an unknown error code", oauthError("account_disabled"), "bad_answer", "provider_unavailable", 503],
    ["no token", new OAuthResponseError("it is not JSON", 200), "bad_answer", "provider_unavailable", 503],
    ["no response", new OAuthTransportError(new Error("gone")), "outage", "provider_unavailable", 503],
    ["an unexpected TypeError", new TypeError("undefined is not"), "bad_answer", "provider_unavailable", 503],
    ["undefined as the error", undefined, "bad_answer", "provider_unavailable", 503],
    [
      "a token host that changed",
      new ServiceError("invalid_credentials", "Moved."),
      "revoked_grant",
      "invalid_credentials",
      424,
    ],
    [
      "an integration without a client",
      new ServiceError("integration_not_configured", "None."),
      ...(["bad_client", "integration_client_refused", 424] as const),
    ],
    ["another service error", new ServiceError("token_err", "Odd."), "bad_answer", "provider_unavailable", 503],
  ])("%s", (...[, error, kind, code, status]) => {
    expect(judge(lab, error)).toMatchObject({ class: kind, code, status });
  });

  it("is revoked_grant for a rejected client of the end user, which the team can't correct", () => {
    expect(judge(entry("salesforce-cc"), oauthError("invalid_client", 401))).toMatchObject({
      class: "revoked_grant",
      reason: { code: "health.credentials_rejected", params: { said: "invalid_client" } },
      nextStep: "next_step.reconnect",
    });
  });

  it("blames a key that can't sign on its owner: the team or the end user", () => {
    const error = new AssertionKeyError("key.locked");
    const reason = { code: "key.locked", params: {} };
    expect(judge(entry("github-app"), error)).toMatchObject({ class: "bad_client", reason });
    expect(judge(entry("salesforce-jwt"), error)).toMatchObject({ class: "revoked_grant", reason });
    const withKey = { ...entry("github"), clientAuth: "private_key_jwt" } as Provider;
    expect(judge(withKey, error)).toMatchObject({ class: "bad_client", reason });
  });

  it.each(["tableau", "salesforce-jwt", "salesforce-cc"])(
    "never blames the team for a client that only the end user has: %s",
    (slug) => {
      expect(judge(entry(slug), oauthError("invalid_client", 401))).toMatchObject({ class: "revoked_grant" });
    },
  );

  it.each(["http://acme.example", "not a URL", "https://user:pass@acme.example"])(
    "is bad_template for an instance URL that nothing can be sent to: %s",
    (url) => {
      const thrown = (() => {
        try {
          return renderUrl("{instance_url}/services/oauth2/token", { instance_url: url });
        } catch (error) {
          return error;
        }
      })();
      expect(judge(entry("salesforce"), thrown)).toMatchObject({ class: "bad_template", code: "template_err" });
    },
  );

  it("comes with an error code, a reason that names the provider, and a next step", () => {
    const errors = ["temporarily_unavailable", "x", "invalid_scope", "invalid_client", "invalid_grant"].map((code) =>
      oauthError(code),
    );
    const unbuilt = new TemplateError("No value for {subdomain}");
    const verdicts = [...errors, oauthError("x", 429), unbuilt].map((error) => judge(lab, error));
    expect(new Set(verdicts.map((verdict) => verdict.class))).toEqual(new Set(FAILURE_CLASSES));
    for (const { reason, nextStep } of verdicts) {
      expect(renderMessage(reason)).toMatch(/Provider lab.*\.$/);
      expect(renderCode(nextStep)).toMatch(/\.$/);
    }
  });

  it("is bad_template for a request that can't be built, and the reason names the missing value", () => {
    const verdict = judge(lab, new TemplateError("No value for {subdomain}"));
    expect(verdict).toMatchObject({ class: "bad_template", code: "template_err", status: 424, isUnanswered: false });
    expect(renderMessage(verdict.reason)).toContain("{subdomain}");
  });
});

describe("whether the provider may have processed the refresh", () => {
  const network = (code?: string) => new OAuthTransportError(new OutboundError("network", "It failed.", code));
  it.each<[string, unknown, boolean]>([
    ["connection reset", network("ECONNRESET"), true],
    ["network error without a code", network(), true],
    ["timed out", new OAuthTransportError(new OutboundError("timeout", "Slow.")), true],
    ["connection refused", network("ECONNREFUSED"), false],
    ["unknown host", network("ENOTFOUND"), false],
    ["DNS unavailable", network("EAI_AGAIN"), false],
    ["connect timeout", network("UND_ERR_CONNECT_TIMEOUT"), false],
    ["a blocked address", new OAuthTransportError(new OutboundError("blocked_address", "No.")), false],
    ["an invalid URL", new OAuthTransportError(new OutboundError("bad_url", "No.")), false],
    ["an HTML page with status 200", new OAuthResponseError("it is not JSON", 200), true],
    ["an HTML page with status 404", new OAuthResponseError("it has status 404", 404), false],
    ["an OAuth error", oauthError("invalid_grant"), false],
    ["a service error", new ServiceError("invalid_credentials", "Moved."), false],
  ])("%s: %s", (_name, error, isUnanswered) => {
    expect(judge(lab, error).isUnanswered).toBe(isUnanswered);
  });
});

describe("the reason of a failure", () => {
  const provider = "Provider lab (OAuth 2.0)";
  it("quotes the provider's error description, or else its error code", () => {
    expect(judge(lab, new OAuthError("invalid_grant", "Token is gone...", 400)).reason).toEqual({
      code: "health.refresh_token_rejected",
      params: { provider, said: "Token is gone" },
    });
    expect(judge(lab, oauthError("odd")).reason).toEqual({
      code: "health.no_token",
      params: { provider, said: "odd" },
    });
    const unread = judge(lab, new OAuthResponseError("it is not JSON", 200));
    expect(unread.reason).toEqual({ code: "health.no_token", params: { provider } });
  });
});

describe("the Retry-After of a provider", () => {
  const asked = (ms: number | null) => judge(lab, new OAuthError("x", null, 429, ms)).retryAfterMs;
  it("is respected up to one day, even if it is infinite", () => {
    expect([null, 0, 60_000, DAY, 365 * DAY, Number.POSITIVE_INFINITY].map(asked)).toEqual([
      null,
      0,
      60_000,
      DAY,
      DAY,
      DAY,
    ]);
  });
});
