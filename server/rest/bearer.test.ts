import { describe, expect, it } from "vitest";
import { bearerToken } from "./bearer";

describe("the Authorization header (RFC 6750 §2.1)", () => {
  it.each(["Bearer abc", "bearer abc", "BEARER   abc"])("contains the token: %s", (header) => {
    expect(bearerToken(header)).toBe("abc");
  });

  it.each([undefined, ""])("counts as missing when it is %j", (header) => {
    expect(() => bearerToken(header)).toThrow(expect.objectContaining({ code: "missing_auth_header" }));
  });

  it.each([
    "Bearer",
    "Bearer ",
    "abc",
    "Basic abc",
    "Bearer a b",
    "Bearer a, Bearer b",
    "Bearer\tabc",
    "Bearer ü",
    "BearerX abc",
  ])("is malformed when it is %j", (header) => {
    expect(() => bearerToken(header)).toThrow(expect.objectContaining({ code: "malformed_auth_header" }));
  });
});
