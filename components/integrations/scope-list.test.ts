import { describe, expect, it } from "vitest";
import { joinScopes, parseScopes } from "./scope-list";

describe("parsing scopes", () => {
  it("accepts commas, spaces and line breaks", () => {
    expect(parseScopes("repo, read:org\nuser  gist")).toEqual(["repo", "read:org", "user", "gist"]);
  });

  it("drops duplicates and empty parts", () => {
    expect(parseScopes(" repo,,repo ,")).toEqual(["repo"]);
    expect(parseScopes("")).toEqual([]);
  });

  it("joins them with commas", () => {
    expect(joinScopes(parseScopes("a b"))).toBe("a,b");
  });
});
