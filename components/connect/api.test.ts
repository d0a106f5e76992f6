import { describe, expect, it } from "vitest";
import { createConnectApi } from "./api";

function serverThat(answer: (url: string, init: RequestInit) => Response) {
  const seen: { url: string; init: RequestInit }[] = [];
  const send: typeof fetch = async (input, init = {}) => {
    seen.push({ url: String(input), init });
    return answer(String(input), init);
  };
  return { api: createConnectApi("tok", send), seen };
}

describe("the API client of the Connect UI", () => {
  it("sends the token in a header, never in the URL, and no referrer", async () => {
    const { api, seen } = serverThat(() => Response.json({ data: [] }));
    await api.integrations();
    expect(seen[0]?.url).toBe("/integrations");
    expect(seen[0]?.init.headers).toMatchObject({ authorization: "Bearer tok" });
    expect(seen[0]?.init.referrerPolicy).toBe("no-referrer");
  });

  it("sends connection config in the query and credentials in the body", async () => {
    const { api, seen } = serverThat(() => Response.json({ connectionId: "c", providerConfigKey: "k" }));
    await api.connect("/api-auth/api-key", "my key", { params: { subdomain: "a&b" }, credentials: { apiKey: "sk" } });
    expect(seen[0]?.url).toBe("/api-auth/api-key/my%20key?params%5Bsubdomain%5D=a%26b");
    expect(seen[0]?.init.body).toBe('{"apiKey":"sk"}');
  });

  it("returns the authorization URL of an OAuth flow", async () => {
    const { api } = serverThat(() => Response.json({ data: { authorization_url: "https://idp.example/authorize" } }));
    await expect(api.startOAuth("github", {})).resolves.toBe("https://idp.example/authorize");
  });

  it("throws the server's error code and message", async () => {
    const { api } = serverThat(() =>
      Response.json({ error: { code: "connect_session_expired", message: "Expired." } }, { status: 401 }),
    );
    await expect(api.session()).rejects.toMatchObject({ code: "connect_session_expired", message: "Expired." });
  });

  it("throws `unreachable` when there is no response", async () => {
    const { api } = serverThat(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(api.session()).rejects.toMatchObject({ code: "unreachable" });
  });
});
