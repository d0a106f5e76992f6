import { describe, expect, it } from "vitest";
import { message, quote } from "@/wire/messages";
import { renderMessage, renderStored } from "./render";

const rejected = message("health.refresh_token_rejected", { provider: "HubSpot", ...quote("token expired. ") });

describe("rendering a message", () => {
  it("fills in its parameters", () => {
    expect(renderMessage(message("delivery.status", { status: 500 }))).toBe("The endpoint returned 500.");
  });

  it("quotes what the provider said", () => {
    expect(renderMessage(rejected)).toBe('HubSpot rejected the refresh token. It responded: "token expired".');
  });

  it("leaves no gap where the provider said nothing", () => {
    const silent = message("health.refresh_token_rejected", { provider: "HubSpot", ...quote(null) });
    expect(renderMessage(silent)).toBe("HubSpot rejected the refresh token.");
  });

  it("renders a message inside another, with times in UTC", () => {
    const interrupted = message("health.interrupted", { reason: rejected, interruptedAt: "2026-11-25T13:22:00.000Z" });
    expect(renderMessage(interrupted)).toBe(
      'HubSpot rejected the refresh token. It responded: "token expired". ' +
        "An earlier refresh was interrupted on Nov 25, 2026, 1:22 PM UTC, so its new token may be lost.",
    );
  });

  it("shows parameters as they are, whatever they hold", () => {
    const odd = "{provider} <b>'{0}'</b>";
    expect(renderMessage(message("common.legacy", { text: odd }))).toBe(odd);
  });
});

describe("rendering what was stored", () => {
  it("renders a message read from JSON", () => {
    expect(renderStored(JSON.parse(JSON.stringify(rejected)))).toBe(renderMessage(rejected));
  });

  it("renders nothing for no message", () => {
    expect(renderStored(null)).toBeNull();
  });

  it.each([
    ["a code of a newer version", { code: "health.not_invented_yet", params: {} }],
    ["a parameter that is missing", { code: "delivery.status", params: {} }],
    ["a sentence", "It failed."],
    ["a number", 7],
  ])("renders a neutral sentence for %s", (_name, stored) => {
    expect(renderStored(stored)).toBe("No description is available.");
  });
});

describe("quoting a provider", () => {
  it("keeps one line of plain text without the final period", () => {
    expect(quote(" Token\n\thas\u0000 expired.. ")).toEqual({ said: "Token has expired" });
  });

  it("cuts a long message", () => {
    expect(quote("x".repeat(1000)).said).toBe(`${"x".repeat(299)}…`);
  });

  it("never keeps half of a character", () => {
    expect(quote("😀".repeat(1000)).said).toBe(`${"😀".repeat(299)}…`);
    expect(quote("a\ud83d").said).toBe("a");
  });

  it.each([null, undefined, "", "  ", "."])("is nothing for %j", (text) => {
    expect(quote(text)).toEqual({});
  });
});
