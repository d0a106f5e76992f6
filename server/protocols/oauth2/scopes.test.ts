import { describe, expect, it } from "vitest";
import { grantedAndMissing, parseScopes } from "./scopes";

describe("a list of scopes (RFC 6749 §3.3)", () => {
  it.each([
    ["read write", undefined, ["read", "write"]],
    ["  read \t write\n", " ", ["read", "write"]],
    ["read,write", " ", ["read,write"]],
    ["read,write", ",", ["read", "write"]],
    ["read, write", ",", ["read", "write"]],
    ["read write", ",", ["read", "write"]],
    ["read+write", "+", ["read", "write"]],
    ["read write", "+", ["read", "write"]],
    [",,", ",", []],
    ["", " ", []],
  ])("%j split by %j is %j", (text, separator, scopes) => {
    expect(parseScopes(text, separator)).toEqual(scopes);
  });
});

describe("the scopes that were granted (RFC 6749 §5.1)", () => {
  it("are the requested ones when the server does not say", () => {
    expect(grantedAndMissing(["read", "write"], null)).toEqual({ granted: ["read", "write"], missing: [] });
  });

  it("are the ones the server names, and the others are missing", () => {
    expect(grantedAndMissing(["read", "write"], "read")).toEqual({ granted: ["read"], missing: ["write"] });
  });

  it("may be more than requested, in any order", () => {
    expect(grantedAndMissing(["read", "write"], "admin write read")).toEqual({
      granted: ["admin", "write", "read"],
      missing: [],
    });
  });

  it("are compared exactly", () => {
    expect(grantedAndMissing(["read"], "READ readonly", ",").missing).toEqual(["read"]);
  });

  it("may be none", () => {
    expect(grantedAndMissing(["read"], "")).toEqual({ granted: [], missing: ["read"] });
  });
});
