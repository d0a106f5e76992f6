import { describe, expect, it } from "vitest";
import { readApiError } from "./api-error";
import { buildFields } from "./fields";
import { placeError } from "./place-error";

const field = { type: "string", title: "Field", order: 1 } as const;
const fields = buildFields({
  auth_mode: "API_KEY",
  connection_config: { subdomain: field },
  credentials: { apiKey: { ...field, secret: true } },
});
const refuse = (status: number, error: object) => placeError(readApiError(status, { error }), fields);

describe("the place of a refusal", () => {
  it("is the credential's field, in the provider's own words, when the provider refused it", () => {
    expect(refuse(400, { code: "connection_test_failed", message: "Acme says: key revoked." })).toEqual({
      at: "fields",
      messages: { "credentials-0": "Acme says: key revoked." },
    });
  });

  it("is the named field when the server refused that field", () => {
    const errors = [{ code: "custom", message: "No such shop.", path: ["params", "subdomain"] }];
    expect(refuse(400, { code: "invalid_body", message: "Bad.", errors })).toEqual({
      at: "fields",
      messages: { "params-0": "No such shop." },
    });
  });

  it("is above the button when it names no field of the form", () => {
    const errors = [{ code: "custom", message: "Bad.", path: ["user_scope"] }];
    expect(refuse(400, { code: "invalid_body", message: "Bad.", errors })).toEqual({
      at: "form",
      code: "unknown",
      message: "Bad.",
    });
  });

  it("is above the button when the provider is down, so that the person tries again in the same form", () => {
    expect(refuse(503, { code: "provider_unavailable", message: "Acme timed out." })).toMatchObject({
      at: "form",
      code: "provider_unavailable",
    });
  });

  it.each(["connect_session_expired", "connect_session_used", "integration_not_configured"])(
    "is a screen for %s",
    (code) => {
      expect(refuse(401, { code, message: "x" })).toEqual({ at: "screen", code });
    },
  );

  it("of a password is the password's field", () => {
    const basic = buildFields({
      auth_mode: "BASIC",
      credentials: { username: field, password: { ...field, order: 2, secret: true } },
    });
    const error = readApiError(400, { error: { code: "connection_test_failed", message: "No." } });
    expect(placeError(error, basic)).toEqual({ at: "fields", messages: { "credentials-1": "No." } });
  });
});

describe("an answer without our error body", () => {
  it.each([
    [401, "unknown_connect_session_token"],
    [429, "too_many_request"],
    [500, "server_error"],
    [502, "unreachable"],
    [504, "unreachable"],
  ])("of status %i is %s", (status, code) => {
    expect(readApiError(status, "<html>").code).toBe(code);
  });
});
