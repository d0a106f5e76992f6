import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

export const LAB_CLIENT = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" };

/** What `POST /connect/sessions` hands out. */
export interface Session {
  token: string;
  connect_link: string;
}

/** What a backend reads of a connection. */
export interface ReadConnection {
  connection_id: string;
  credentials: Record<string, unknown> & { access_token?: string };
}

type Body = Record<string, unknown>;

async function answerOf<T>(response: APIResponse, status: number): Promise<T> {
  expect(response.status(), await response.text()).toBe(status);
  return (await response.json()) as T;
}

/** The REST API as a customer's backend calls it. */
export function backend(request: APIRequestContext, apiKey: string) {
  const headers = { authorization: `Bearer ${apiKey}` };
  const sessionAt = async (path: string, data: Body) => {
    const response = await request.post(path, { headers, data });
    return (await answerOf<{ data: Session }>(response, 201)).data;
  };
  const get = (connectionId: string, integration: string) =>
    request.get(`/connections/${connectionId}`, { headers, params: { provider_config_key: integration } });
  return {
    /** Adds an integration of the lab under the provider's own name. */
    addIntegration: async (key: string, fields: Body = {}) => {
      const client = key.startsWith("lab-oauth2") ? { credentials: LAB_CLIENT } : {};
      const data = { provider: key, unique_key: key, ...client, ...fields };
      await answerOf(await request.post("/integrations", { headers, data }), 200);
    },
    session: (data: Body = {}) => sessionAt("/connect/sessions", { end_user: { id: "user-42" }, ...data }),
    reconnectSession: (connectionId: string, integration: string, data: Body = {}) =>
      sessionAt("/connect/sessions/reconnect", { connection_id: connectionId, integration_id: integration, ...data }),
    /** Connects an account without a browser. @returns the connection's id */
    connect: async (integration: string, data: Body = {}) => {
      const consent = integration === "lab-oauth2" ? labParams({ lab_consent: "allow" }) : {};
      const { token } = await sessionAt("/connect/sessions", { end_user: { id: "user-42" }, ...consent, ...data });
      const params = { connect_session_token: token };
      const answer =
        integration === "lab-oauth2"
          ? await request.get(`/oauth/connect/${integration}`, { params })
          : await request.post(`/api-auth/api-key/${integration}`, { params, data: { apiKey: "lab_key_valid" } });
      return (await answerOf<{ connectionId: string }>(answer, 200)).connectionId;
    },
    /** Has a token renewed now, whether that succeeds or not. */
    refresh: async (connectionId: string, integration: string) => {
      const params = { provider_config_key: integration, force_refresh: "true" };
      await request.get(`/connections/${connectionId}`, { headers, params });
    },
    /** Reads a connection; the answer may be a refusal. */
    get,
    /** Reads a connection that must be well. */
    read: async (connectionId: string, integration: string) =>
      answerOf<ReadConnection>(await get(connectionId, integration), 200),
    list: async () =>
      (await answerOf<{ connections: ReadConnection[] }>(await request.get("/connections", { headers }), 200))
        .connections,
  };
}
export type Backend = ReturnType<typeof backend>;

/** Parameters for the lab's authorization page, as a field of a session. */
export function labParams(params: Record<string, string>, integration = "lab-oauth2"): Body {
  return { integrations_config_defaults: { [integration]: { authorization_params: params } } };
}
