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

describe("the calls of the Connect UI", () => {
  it("carry the token in a header, never in an address, and ask for no cookie of the dashboard", async () => {
    const { api, seen } = serverThat(() => Response.json({ data: [] }));
    await api.integrations();
    expect(seen[0]?.url).toBe("/integrations");
    expect(seen[0]?.init.headers).toMatchObject({ authorization: "Bearer tok" });
    expect(seen[0]?.init.referrerPolicy).toBe("no-referrer");
  });

  it("send config as params of the query and the key in the body", async () => {
    const { api, seen } = serverThat(() => Response.json({ connectionId: "c", providerConfigKey: "k" }));
    await api.connect("/api-auth/api-key", "my key", { params: { subdomain: "a&b" }, credentials: { apiKey: "sk" } });
    expect(seen[0]?.url).toBe("/api-auth/api-key/my%20key?params%5Bsubdomain%5D=a%26b");
    expect(seen[0]?.init.body).toBe('{"apiKey":"sk"}');
  });

  it("tell where an OAuth flow goes on", async () => {
    const { api } = serverThat(() => Response.json({ data: { authorization_url: "https://idp.example/authorize" } }));
    await expect(api.startOAuth("github", {})).resolves.toBe("https://idp.example/authorize");
  });

  it("fail with the server's code and words", async () => {
    const { api } = serverThat(() =>
      Response.json({ error: { code: "connect_session_expired", message: "Expired." } }, { status: 401 }),
    );
    await expect(api.session()).rejects.toMatchObject({ code: "connect_session_expired", message: "Expired." });
  });

  it("fail as unreachable when nobody answers", async () => {
    const { api } = serverThat(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(api.session()).rejects.toMatchObject({ code: "unreachable" });
  });
});
