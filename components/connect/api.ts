import type { SessionView } from "@/wire/connect-sessions";
import { ENDPOINTS } from "@/wire/endpoints";
import type { OAuthStarted } from "@/wire/flows";
import type { Integration } from "@/wire/integrations";
import type { WireProvider } from "@/wire/providers";
import { ApiError, readApiError } from "./api-error";

const TIMEOUT_MS = 40_000; // Longer than the server waits for a provider, so that the server's own error arrives.

/** The values of a form, by field name. */
export type Values = Record<string, string>;

/** The REST calls of the Connect UI. All send the session token in a header, never in a URL. */
export interface ConnectApi {
  session(): Promise<SessionView>;
  integrations(): Promise<Integration[]>;
  provider(slug: string): Promise<WireProvider>;
  /** Connects with the values of the form. @param endpoint of the auth mode, see `flowOf`. */
  connect(endpoint: string, key: string, input: { params: Values; credentials: Values }): Promise<void>;
  /** Starts an OAuth flow. @returns the URL to send the browser to. */
  startOAuth(key: string, params: Values): Promise<string>;
}

/** Creates the REST calls of one session. @param send the browser's fetch, or a fake in tests. */
export function createConnectApi(token: string, send: typeof fetch = (...args) => fetch(...args)): ConnectApi {
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await reach(send, path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await response.json().catch(() => null);
    if (!response.ok) throw readApiError(response.status, answer);
    return answer;
  };
  const data = async <T>(path: string, body?: unknown) => ((await call(path, body)) as { data: T }).data;

  return {
    session: () => data<SessionView>(ENDPOINTS.connectSession),
    integrations: () => data<Integration[]>(ENDPOINTS.integrations),
    provider: (slug) => data<WireProvider>(`${ENDPOINTS.providers}/${encodeURIComponent(slug)}`),
    connect: async (endpoint, key, { params, credentials }) => {
      await call(credentialPath(endpoint, key, params), credentials);
    },
    startOAuth: async (key, params) => {
      const { authorization_url } = await data<OAuthStarted>(`${ENDPOINTS.startOAuth}/${encodeURIComponent(key)}`, {
        params,
      });
      return authorization_url;
    },
  };
}

/** The wire protocol takes connection config as `params[name]` in the query. */
function credentialPath(endpoint: string, key: string, params: Values): string {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [`params[${name}]`, value]));
  const path = `${endpoint}/${encodeURIComponent(key)}`;
  return query.size > 0 ? `${path}?${query}` : path;
}

async function reach(send: typeof fetch, path: string, init: RequestInit): Promise<Response> {
  try {
    return await send(path, init);
  } catch (cause) {
    throw new ApiError("unreachable", "", { cause });
  }
}
