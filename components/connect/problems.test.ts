import { describe, expect, it } from "vitest";
import { describeProblem, isFinal, toProblemCode } from "./problems";
import { problemTexts } from "./texts";

const CODES_OF_A_FAILED_TRIP = [
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
  it.each(CODES_OF_A_FAILED_TRIP)("%s has words of its own", (code) => {
    expect(toProblemCode(code)).toBe(code);
  });

  it.each(Object.keys(problemTexts))("%s is told in whole sentences, also when no name is known", (code) => {
    const { title, what, mend } = describeProblem(code);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(mend).toMatch(/^[A-Z].*\.$/);
    expect(`${title}${what}${mend}`).not.toMatch(/undefined|null|\{/);
  });

  it.each(["<script>alert(1)</script>", "__proto__", "constructor", "toString", "", null, undefined])(
    "%j in an address is told as unknown and never repeated",
    (code) => {
      const problem = describeProblem(code);
      expect(problem.code).toBe("unknown");
      expect(JSON.stringify(problem)).not.toContain("script");
    },
  );

  it("names product and provider where they are known", () => {
    const problem = describeProblem("access_denied", { product: "Acme", provider: "GitHub" });
    expect(problem.what).toBe("GitHub told us that access was declined. Nothing was connected and Acme got nothing.");
  });

  it("that ends the session never offers to try again", () => {
    for (const code of ["connect_session_expired", "connect_session_used", "unknown_connect_session_token"] as const) {
      expect(isFinal(code)).toBe(true);
      expect(describeProblem(code).action).toBe("none");
    }
  });
});
