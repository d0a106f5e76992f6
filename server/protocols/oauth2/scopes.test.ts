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
  ])("%j by %j is %j", (text, separator, scopes) => {
    expect(parseScopes(text, separator)).toEqual(scopes);
  });
});

describe("the scopes that were granted (RFC 6749 §5.1)", () => {
  it("are those asked for when the server says nothing", () => {
    expect(grantedAndMissing(["read", "write"], null)).toEqual({ granted: ["read", "write"], missing: [] });
  });

  it("are as the server says, and what it left out is missing", () => {
    expect(grantedAndMissing(["read", "write"], "read")).toEqual({ granted: ["read"], missing: ["write"] });
  });

  it("may be more than were asked for, in any order", () => {
    expect(grantedAndMissing(["read", "write"], "admin write read")).toEqual({
      granted: ["admin", "write", "read"],
      missing: [],
    });
  });

  it("are told apart letter by letter", () => {
    expect(grantedAndMissing(["read"], "READ readonly", ",").missing).toEqual(["read"]);
  });

  it("are none when the server says so", () => {
    expect(grantedAndMissing(["read"], "")).toEqual({ granted: [], missing: ["read"] });
  });
});
