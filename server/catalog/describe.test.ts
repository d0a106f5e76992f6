import { describe, expect, it } from "vitest";
import { readProviderDetail } from "./describe";
import { readProvider } from "./get";

describe("a provider as the dashboard sets it up", () => {
  it("of Basic has its variables and then its credentials as fields, and asks for no scopes", () => {
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

  it("has the provider's own scopes and the sign between them", () => {
    expect(readProviderDetail("linear")).toMatchObject({ scopeSeparator: "," });
    expect(readProviderDetail("microsoft")).toMatchObject({ defaultScopes: ["offline_access", ".default"] });
  });

  it.each([readProviderDetail, readProvider])("that the catalog does not know is not found: %o", (read) => {
    expect(() => read("none")).toThrow(expect.objectContaining({ code: "not_found" }));
  });
});
