import { describe, expect, it } from "vitest";
import type { OAuth2CodeProvider } from "@/providers/load";
import { providerOf } from "@/server/vault/integration";
import { keptValues } from "./kept-values";

const base = providerOf({ provider: "lab-oauth2" }) as OAuth2CodeProvider;
const provider = { ...base, callbackKeep: ["realmId"], tokenResponse: { keep: ["team.id", "instance_url"] } };

function kept(realmId: string | undefined, token: Record<string, unknown>) {
  return keptValues(provider, { callback: realmId === undefined ? {} : { realmId }, token });
}

describe("the values of a response that are stored with the connection", () => {
  it("are those that the catalog names, as text", () => {
    const token = { team: { id: 42, name: "ours" }, instance_url: true, access_token: "at" };
    expect(kept("9130", token)).toEqual({ realmId: "9130", "team.id": "42", instance_url: "true" });
  });

  it.each([
    ["absent", undefined],
    ["null", null],
    ["an object", { a: 1 }],
    ["a list", ["a"]],
    ["too long", "x".repeat(2001)],
    ["with a null character", "a\0b"],
    ["with a line break", "a\r\nb"],
    ["with half a surrogate pair", "a\ud800"],
  ])("are left out when %s", (_name, value) => {
    expect(kept(undefined, { team: { id: value } })).toEqual({});
  });

  it("can't redirect later calls: a value that isn't valid for its variable is rejected", () => {
    const variables = [{ name: "instance_url", kind: "hostname" }] as never;
    const answers = { callback: {}, token: { instance_url: "evil.example/x?" } };
    expect(() => keptValues({ ...provider, variables }, answers)).toThrow("can't be used");
  });
});
