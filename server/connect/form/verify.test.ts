import { describe, expect, it } from "vitest";
import { type CatalogEntry, loadProvider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { verify } from "./verify";

function entry(slug: string): CatalogEntry {
  const found = loadProvider(slug);
  if (!found) throw new Error(`The catalog has no ${slug}`);
  return found;
}

describe("values from which no call can be made", () => {
  it.each([
    ["a step up in the address", "twilio", { username: "..", password: "secret-1" }],
    ["half a character in the address", "twilio", { username: "\ud800", password: "secret-1" }],
    ["a host that ends early", "jira-basic", { subdomain: "evil.example/", username: "a", password: "secret-1" }],
    ["a key of two lines", "openai", { apiKey: "secret-1\r\nx: y" }],
    ["letters no header can carry", "openai", { apiKey: "secret-1ключ" }],
  ])("are the fault of who typed them, and are not repeated: %s", async (_name, slug, values) => {
    const failure = await verify(entry(slug), values).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    const { code, message } = failure as ServiceError;
    expect([code, message]).toEqual([
      "invalid_connection",
      "A value contains characters that can't be used. Copy all of it again.",
    ]);
  });
});

describe("a provider that cannot be asked", () => {
  it("is not asked: without a verify call", async () => {
    await expect(verify({ ...entry("twilio"), verify: undefined }, {})).resolves.toBeUndefined();
  });
});
