import { describe, expect, it } from "vitest";
import { connectMessages } from "@/messages/connect-ui";
import { describeProblem, isFinal, toProblemCode } from "./problems";
import { english } from "./testing/english";

const CODES = Object.keys(connectMessages()).flatMap((key) => /^problem_(.*)_title$/.exec(key)?.[1] ?? []);

const CODES_OF_A_FAILED_FLOW = [
  "state_err",
  "state_cookie_err",
  "access_denied",
  "callback_err",
  "issuer_err",
  "token_err",
  "invalid_client",
  "provider_unavailable",
  "integration_not_configured",
  "unknown_connect_session_token",
  "connect_session_expired",
  "connect_session_used",
];

describe("a problem", () => {
  it.each(CODES_OF_A_FAILED_FLOW)("%s has its own texts", (code) => {
    expect(toProblemCode(code)).toBe(code);
  });

  it.each(CODES)("%s is described in complete sentences, even when no name is known", (code) => {
    const { title, what, next } = describeProblem(english, code);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
    expect(`${title}${what}${next}`).not.toMatch(/undefined|null|\{/);
  });

  it.each(["<script>alert(1)</script>", "__proto__", "constructor", "toString", "", null, undefined])(
    "%j in a URL is shown as unknown and never repeated",
    (code) => {
      const problem = describeProblem(english, code);
      expect(problem.code).toBe("unknown");
      expect(JSON.stringify(problem)).not.toContain("script");
    },
  );

  it("names the product and the provider when they are known", () => {
    const problem = describeProblem(english, "access_denied", { product: "Acme", provider: "GitHub" });
    expect(problem.what).toBe("GitHub reported that access was denied. Nothing was connected, and Acme got no access.");
  });

  it("with the connect link never offers to try again", () => {
    for (const code of ["connect_session_expired", "connect_session_used", "unknown_connect_session_token"] as const) {
      expect(isFinal(code)).toBe(true);
      expect(describeProblem(english, code).action).toBe("none");
    }
  });
});
