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
const place = (status: number, error: object) => placeError(readApiError(status, { error }), fields);

describe("placing an error", () => {
  it("shows the provider's error message at the credential's field when the provider rejects it", () => {
    expect(place(400, { code: "connection_test_failed", message: "Acme says: key revoked." })).toEqual({
      at: "fields",
      messages: { "credentials-0": "Acme says: key revoked." },
    });
  });

  it("shows the error at the field that the server names", () => {
    const errors = [{ code: "custom", message: "No such shop.", path: ["params", "subdomain"] }];
    expect(place(400, { code: "invalid_body", message: "Bad.", errors })).toEqual({
      at: "fields",
      messages: { "params-0": "No such shop." },
    });
  });

  it("shows the error above the button when it names no field of the form", () => {
    const errors = [{ code: "custom", message: "Bad.", path: ["user_scope"] }];
    expect(place(400, { code: "invalid_body", message: "Bad.", errors })).toEqual({
      at: "form",
      code: "unknown",
      message: "Bad.",
    });
  });

  it("shows the error above the button when the provider is down, so that the form can be sent again", () => {
    expect(place(503, { code: "provider_unavailable", message: "Acme timed out." })).toMatchObject({
      at: "form",
      code: "provider_unavailable",
    });
  });

  it.each(["connect_session_expired", "connect_session_used", "integration_not_configured"])(
    "shows a screen for %s",
    (code) => {
      expect(place(401, { code, message: "x" })).toEqual({ at: "screen", code });
    },
  );

  it("shows a rejected username and password at the password field", () => {
    const basic = buildFields({
      auth_mode: "BASIC",
      credentials: { username: field, password: { ...field, order: 2, secret: true } },
    });
    const error = readApiError(400, { error: { code: "connection_test_failed", message: "No." } });
    expect(placeError(error, basic)).toEqual({ at: "fields", messages: { "credentials-1": "No." } });
  });
});

describe("a response without our error body", () => {
  it.each([
    [401, "unknown_connect_session_token"],
    [429, "too_many_request"],
    [500, "server_error"],
    [502, "unreachable"],
    [504, "unreachable"],
  ])("with status %i becomes %s", (status, code) => {
    expect(readApiError(status, "<html>").code).toBe(code);
  });
});
