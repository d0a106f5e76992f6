import { describe, expect, it } from "vitest";
import { describeSignInProblem } from "./sign-in-problems";

describe("why a sign-in was refused", () => {
  it("does not tell which of address and password is wrong", () => {
    expect(describeSignInProblem("CredentialsSignin")).toBe(
      "E-mail address and password do not belong together. Check both, and whether Caps Lock is on.",
    );
  });

  it.each(["SomethingNew", "__proto__", "<script>"])("never shows a code from the address as it stands: %s", (code) => {
    expect(describeSignInProblem(code)).toMatch(/^Signing in did not work\./);
  });
});
