import { describe, expect, it } from "vitest";
import { buildFields } from "./fields";
import { createTabStorage } from "./tab-storage";
import { initialValues, keepValues } from "./typed-values";

const fields = buildFields({
  auth_mode: "API_KEY",
  connection_config: { region: { type: "string", title: "Region", order: 1, default_value: "eu" } },
  credentials: { apiKey: { type: "string", title: "API key", order: 2, secret: true } },
});

function emptyStorage() {
  const items = new Map<string, string>();
  const storage = createTabStorage(() => ({
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }));
  return { storage, items };
}

describe("restoring the values of a form", () => {
  it("starts with the defaults", () => {
    expect(initialValues(fields, "acme", emptyStorage().storage)).toEqual({ "params-0": "eu", "credentials-0": "" });
  });

  it("restores the values after a redirect to the provider, except secrets", () => {
    const { storage, items } = emptyStorage();
    keepValues(fields, "acme", { "params-0": "us", "credentials-0": "sk_secret" }, storage);
    expect(initialValues(fields, "acme", storage)).toEqual({ "params-0": "us", "credentials-0": "" });
    expect([...items.values()].join()).not.toContain("sk_secret");
  });

  it("doesn't fill one integration's form with another's values", () => {
    const { storage } = emptyStorage();
    keepValues(fields, "acme", { "params-0": "us" }, storage);
    expect(initialValues(fields, "acme-2", storage)["params-0"]).toBe("eu");
  });

  it("ignores stored text in another format", () => {
    const { storage } = emptyStorage();
    storage.set("keyhold.connect.typed.acme", "{not json");
    expect(initialValues(fields, "acme", storage)["params-0"]).toBe("eu");
  });
});
