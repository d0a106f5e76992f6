import { describe, expect, it } from "vitest";
import { describeSignInProblem } from "./sign-in-problems";

describe("the message of a refused sign-in", () => {
  it("doesn't say whether the address or the password is wrong", () => {
    expect(describeSignInProblem("CredentialsSignin")).toBe(
      "Wrong email address or password. Check both, and whether Caps Lock is on.",
    );
  });

  it.each(["SomethingNew", "__proto__", "<script>"])("never contains an unknown code from the URL: %s", (code) => {
    expect(describeSignInProblem(code)).toMatch(/^Signing in failed\./);
  });
});
