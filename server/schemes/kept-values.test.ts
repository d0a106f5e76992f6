import { describe, expect, it } from "vitest";
import type { OAuth2CodeProvider } from "@/providers/load";
import { providerOf } from "@/server/vault/integration";
import { keptValues } from "./kept-values";

const base = providerOf({ provider: "lab-oauth2" }) as OAuth2CodeProvider;
const provider = { ...base, callbackKeep: ["realmId"], tokenResponse: { keep: ["team.id", "instance_url"] } };

function kept(realmId: string | undefined, token: Record<string, unknown>) {
  return keptValues(provider, { callback: realmId === undefined ? {} : { realmId }, token });
}

describe("values a provider's answers leave with the connection", () => {
  it("are those the catalog names, as text", () => {
    const token = { team: { id: 42, name: "ours" }, instance_url: true, access_token: "at" };
    expect(kept("9130", token)).toEqual({ realmId: "9130", "team.id": "42", instance_url: "true" });
  });

  it.each([
    ["absent", undefined],
    ["null", null],
    ["an object", { a: 1 }],
    ["a list", ["a"]],
    ["too long", "x".repeat(2001)],
    ["with a zero byte", "a\0b"],
    ["with a line break", "a\r\nb"],
    ["with half a character", "a\ud800"],
  ])("are left out when %s", (_name, value) => {
    expect(kept(undefined, { team: { id: value } })).toEqual({});
  });

  it("steer no later call: one that is not what its variable may be ends the flow", () => {
    const variables = [{ name: "instance_url", kind: "hostname" }] as never;
    const answers = { callback: {}, token: { instance_url: "evil.example/x?" } };
    expect(() => keptValues({ ...provider, variables }, answers)).toThrow("can't be used");
  });
});
