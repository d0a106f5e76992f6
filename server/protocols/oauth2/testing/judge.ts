import { generateKeyPairSync } from "node:crypto";
import type { Context, default as Provider } from "oidc-provider";
import { startServer, type TestServer } from "@/server/net/testing/servers";

/** A client secret with every kind of character it may have (RFC 6749 Appendix A.2). */
export const SECRET = 'a:b%c+d e&f=g/h?i"j\\k%20l+~';
export const REDIRECT_URI = "https://keyhold.example/oauth/callback/cb_1";

const METHODS = ["client_secret_basic", "client_secret_post"] as const;
export type JudgeClient = (typeof METHODS)[number];

/** An independent authorization server: the package oidc-provider on its own port. */
export interface Judge extends TestServer {
  /** Follows an authorization request as a browser whose user approves everything. @returns the callback URL. */
  agree(authorizationUrl: string): Promise<URL>;
}

/** Configuration that one suite needs in addition. */
export interface JudgeChanges {
  clients?: Record<string, unknown>[];
  features?: Record<string, unknown>;
  [setting: string]: unknown;
}

function configuration({ clients = [], features = {}, ...settings }: JudgeChanges): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    clients: [
      ...clients,
      ...METHODS.map((method) => ({
        client_id: `id of ${method}:%+`,
        client_secret: SECRET,
        token_endpoint_auth_method: method,
        redirect_uris: [REDIRECT_URI],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        id_token_signed_response_alg: "ES256",
      })),
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" }] },
    cookies: { keys: ["judge"] },
    features: { devInteractions: { enabled: false }, ...features },
    interactions: { url: () => "/agree" },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 60,
      RefreshToken: 600,
      Session: 60,
    },
    findAccount: (_context: Context, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid offline_access");
      if (oidc.params?.resource) grant.addResourceScope(String(oidc.params.resource), "tools");
      await grant.save();
      return grant;
    },
    ...settings,
  };
}

/** The client ID for each authentication method. */
export function clientIdOf(client: JudgeClient): string {
  return `id of ${client}:%+`;
}

/** Starts the server. Its issuer is its URL. */
export async function startJudge(changes: JudgeChanges = {}): Promise<Judge> {
  let provider: Provider | undefined;
  const server = await startServer((request, response) => {
    if (!provider) return void response.end();
    if (request.url !== "/agree") return void provider.callback()(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: "ada" }, consent: {} });
  });
  // Loaded here, because it writes to the console on import and a test may mute the console first.
  const { default: OidcProvider } = await import("oidc-provider");
  provider = new OidcProvider(server.url, configuration(changes));
  const agree = async (authorizationUrl: string) => {
    const cookies = new Map<string, string>();
    let url = new URL(authorizationUrl);
    for (let hop = 0; hop < 10; hop++) {
      if (url.origin !== server.url) return url;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, { redirect: "manual", headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get("location");
      if (location === null) throw new Error(`The server returned ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
    throw new Error(`Too many redirects: ${url}`);
  };
  return { ...server, agree };
}
