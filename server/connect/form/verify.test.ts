import { describe, expect, it } from "vitest";
import { type CatalogEntry, loadProvider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { verify } from "./verify";

function entry(slug: string): CatalogEntry {
  const found = loadProvider(slug);
  if (!found) throw new Error(`The catalog has no ${slug}`);
  return found;
}

describe("verifying values that no request can contain", () => {
  it.each([
    ["a `..` in the URL", "twilio", { username: "..", password: "secret-1" }],
    ["half a surrogate pair in the URL", "twilio", { username: "\ud800", password: "secret-1" }],
    [
      "a value that ends the host name early",
      "jira-basic",
      { subdomain: "evil.example/", username: "a", password: "secret-1" },
    ],
    ["a key with a line break", "openai", { apiKey: "secret-1\r\nx: y" }],
    ["characters that no header can contain", "openai", { apiKey: "secret-1ключ" }],
  ])("rejects %s and never repeats the value", async (_name, slug, values) => {
    const failure = await verify(entry(slug), values).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    const { code, message } = failure as ServiceError;
    expect([code, message]).toEqual([
      "invalid_connection",
      "A value contains characters that can't be used. Copy all of it again.",
    ]);
  });
});

describe("verifying credentials", () => {
  it("does nothing when the catalog has no verify call", async () => {
    await expect(verify({ ...entry("twilio"), verify: undefined }, {})).resolves.toBeUndefined();
  });
});
