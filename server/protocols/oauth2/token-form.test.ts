import { describe, expect, it } from "vitest";
import { NOW } from "../testing/io";
import { OAuthError, OAuthResponseError } from "./errors";
import { readTokenResponse } from "./token-response";

const FORM = "application/x-www-form-urlencoded";
/** A form that only its content type distinguishes from other text. */
const UNTIDY = "access_token=a&note=<b> {c}&x-id=1";

function read(body: string, type: string, status = 200): Promise<unknown> {
  const response = new Response(body, { status, headers: { "content-type": type } });
  return readTokenResponse(response, NOW).catch((error: unknown) => error);
}

describe("a form-encoded response", () => {
  it.each([FORM, `${FORM};charset=UTF-8`])("may have any characters with a form content type: %s", async (type) => {
    expect(await read(UNTIDY, type)).toMatchObject({
      accessToken: "a",
      raw: { access_token: "a", note: "<b> {c}", "x-id": "1" },
    });
  });

  it.each(["text/html", "application/json", "text/plain", ""])(
    "must be strictly encoded with another content type: %j",
    async (type) => {
      expect(await read(UNTIDY, type)).toEqual(new OAuthResponseError("it is not JSON", 200));
    },
  );

  it.each([200, 400])("may be a refusal with status %i", async (status) => {
    expect(await read("error=invalid_grant&error_description=It%20is+over", FORM, status)).toEqual(
      new OAuthError("invalid_grant", "It is over", status),
    );
  });

  it.each(["access_token=", "access_token", "=a", "access_token=a%0Db", "access_token=%00"])(
    "is rejected with an empty token or one with control characters: %s",
    async (body) => expect(await read(body, FORM)).toBeInstanceOf(OAuthResponseError),
  );
});
