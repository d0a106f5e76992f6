import { describe, expect, it } from "vitest";
import { NOW } from "../testing/io";
import { readTokenResponse } from "./token-response";

const rules = { expiry: "expires_at", expiryKind: "at" } as const;

async function endOf(expires_at: string): Promise<number | null> {
  const answer = Response.json({ access_token: "a", expires_at });
  return (await readTokenResponse(answer, NOW, rules)).expiresAt;
}

describe("the expiry of a token as a date (ISO 8601)", () => {
  it.each([
    "2026-01-02T03:05:05",
    "2026-01-02T03:05:05.000",
    "2026-01-02 03:05:05",
    "2026-01-02 03:05:05.000000",
    " 2026-01-02T03:05:05 ",
  ])("is in UTC without a time zone, whatever the machine's time zone: %j", async (text) => {
    expect(await endOf(text)).toBe(NOW + 60_000);
  });

  it.each([
    "2026-01-02 03:05:05Z",
    "2026-01-02T04:05:05+0100",
    "2026-01-01T22:05:05-05:00",
    "Fri, 02 Jan 2026 03:05:05 GMT",
  ])("is in its own time zone when it has one: %s", async (text) => expect(await endOf(text)).toBe(NOW + 60_000));

  it("without a time is at midnight UTC", async () => {
    expect(await endOf("2026-01-03")).toBe(Date.UTC(2026, 0, 3));
  });
});
