import { describe, expect, it } from "vitest";
import { MESSAGES, Message, message, quote } from "@/wire/messages";
import { renderMessage, renderStored } from "./render";

const rejected = message("health.refresh_token_rejected", { provider: "HubSpot", ...quote("token expired. ") });

describe("rendering a message", () => {
  it("fills in its parameters", () => {
    expect(renderMessage(message("delivery.status", { status: 500 }))).toBe("The endpoint returned 500.");
  });

  it("quotes the provider's error message", () => {
    expect(renderMessage(rejected)).toBe('HubSpot rejected the refresh token. It responded: "token expired".');
  });

  it("leaves no gap when the provider sent no error message", () => {
    const silent = message("health.refresh_token_rejected", { provider: "HubSpot", ...quote(null) });
    expect(renderMessage(silent)).toBe("HubSpot rejected the refresh token.");
  });

  it("renders a message inside another, and times in UTC", () => {
    const interrupted = message("health.interrupted", { reason: rejected, interruptedAt: "2026-11-25T13:22:00.000Z" });
    expect(renderMessage(interrupted)).toBe(
      'HubSpot rejected the refresh token. It responded: "token expired". ' +
        "An earlier refresh was interrupted on Nov 25, 2026, 1:22 PM UTC, so its new token may be lost.",
    );
  });

  it("shows a parameter unchanged when it contains markup or ICU syntax", () => {
    const odd = "{provider} <b>'{0}'</b>";
    expect(renderMessage(message("common.legacy", { text: odd }))).toBe(odd);
  });
});

const ODD_VALUES = {
  empty: "",
  "very long": "x".repeat(10_000),
  "in quotes": `'O''Reilly' "and" “sons”`,
  "in braces": "{provider} {0} '{'{n, plural, other {#}}'}'",
  markup: "<b>bold</b></script>",
};
/** Parameters of other types than text, by name. */
const OTHER_PARAMS = new Map<string, unknown>([
  ["status", 503],
  ["bits", 2048],
  ["tookMs", 12],
  ["expiredAt", "2026-11-25T13:22:00.000Z"],
  ["interruptedAt", "2026-11-25T13:22:00.000Z"],
  ["reason", message("health.approval_pending")],
]);

/** The message of a code, with the value in every text parameter and as the provider's error message. */
function filled(code: string, shape: object, value: string): Message {
  const names = Object.keys(shape).filter((name) => name !== "said");
  const params = Object.fromEntries(names.map((name) => [name, OTHER_PARAMS.get(name) ?? value]));
  return Message.parse({ code, params: { ...params, ...("said" in shape && quote(value)) } });
}

describe.each(Object.entries(ODD_VALUES))("rendering a message with parameters that are %s", (_name, value) => {
  const codes = Object.entries(MESSAGES).filter(([code]) => code !== "common.said");

  it.each(codes)("shows them unchanged and no ICU syntax: %s", (code, { shape }) => {
    const rendered = renderMessage(filled(code, shape, value));
    const { said } = quote("said" in shape ? value : null);
    const rest = rendered.replaceAll(said ? `"${said}"` : value, "").replaceAll(value, "");
    expect(rest).not.toMatch(/[{}]|undefined|null|Invalid Date|responded: ""/);
    const hasText = Object.keys(shape).some((name) => name !== "said" && !OTHER_PARAMS.has(name));
    expect(rendered).toContain(hasText ? value : "");
  });
});

describe("rendering a stored message", () => {
  it("renders a message read from JSON", () => {
    expect(renderStored(JSON.parse(JSON.stringify(rejected)))).toBe(renderMessage(rejected));
  });

  it("returns null when no message was stored", () => {
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

describe("quoting a provider's error message", () => {
  it("reduces it to one line of plain text without the final period", () => {
    expect(quote(" Token\n\thas\u0000 expired.. ")).toEqual({ said: "Token has expired" });
  });

  it("truncates a long message", () => {
    expect(quote("x".repeat(1000)).said).toBe(`${"x".repeat(299)}…`);
  });

  it("never splits a surrogate pair", () => {
    expect(quote("😀".repeat(1000)).said).toBe(`${"😀".repeat(299)}…`);
    expect(quote("a\ud83d").said).toBe("a");
  });

  it.each([null, undefined, "", "  ", "."])("returns no quote for %j", (text) => {
    expect(quote(text)).toEqual({});
  });
});
