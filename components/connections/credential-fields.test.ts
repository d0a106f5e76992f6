import { describe, expect, it } from "vitest";
import { readCredentialFields } from "./credential-fields";

describe("credential fields", () => {
  it("are secret unless they are known to be public", () => {
    const fields = readCredentialFields({ type: "X", username: "ada", password: "p", brand_new: "n" });
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ["username", "text"],
      ["password", "secret"],
      ["brand_new", "secret"],
    ]);
  });

  it("exclude the provider's raw response", () => {
    const fields = readCredentialFields({ type: "OAUTH2", access_token: "t", raw: { access_token: "t" } });
    expect(fields).toEqual([{ name: "access_token", label: "Access token", value: "t", kind: "secret" }]);
  });
});
