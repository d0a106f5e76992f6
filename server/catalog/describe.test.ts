import { describe, expect, it } from "vitest";
import { readProviderDetail } from "./describe";
import { readProvider } from "./get";

describe("a provider in the dashboard", () => {
  it("has its variables and then its credentials as fields, and no scopes, for Basic", () => {
    const { connection_config, credentials } = readProvider("jira-basic");
    expect(readProviderDetail("jira-basic")).toMatchObject({
      authMode: "BASIC",
      fields: [
        { name: "subdomain", ...connection_config?.subdomain },
        { name: "username", ...credentials?.username },
        { name: "password", ...credentials?.password },
      ],
      guide: [],
      registerAppUrl: null,
      defaultScopes: [],
      scopeSeparator: " ",
    });
  });

  it("has the provider's default scopes and scope separator", () => {
    expect(readProviderDetail("linear")).toMatchObject({ scopeSeparator: "," });
    expect(readProviderDetail("microsoft")).toMatchObject({ defaultScopes: ["offline_access", ".default"] });
  });

  it.each([readProviderDetail, readProvider])("is not_found when the catalog doesn't have it: %o", (read) => {
    expect(() => read("none")).toThrow(expect.objectContaining({ code: "not_found" }));
  });
});
