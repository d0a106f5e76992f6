import { describe, expect, it } from "vitest";
import { joinScopes, parseScopes } from "./scope-list";

describe("reading scopes", () => {
  it("takes commas, spaces and line breaks alike, as scopes are pasted from anywhere", () => {
    expect(parseScopes("repo, read:org\nuser  gist")).toEqual(["repo", "read:org", "user", "gist"]);
  });

  it("drops doubles and empty parts", () => {
    expect(parseScopes(" repo,,repo ,")).toEqual(["repo"]);
    expect(parseScopes("")).toEqual([]);
  });

  it("writes them back with commas", () => {
    expect(joinScopes(parseScopes("a b"))).toBe("a,b");
  });
});
