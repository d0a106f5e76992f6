import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

export const LAB_CLIENT = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" };

/** What `POST /connect/sessions` returns. */
export interface Session {
  token: string;
  connect_link: string;
}

/** The fields of a connection that these tests read. */
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
    /** Adds an integration of the lab. Its key is the provider's name. */
    addIntegration: async (key: string, fields: Body = {}) => {
      const client = key.startsWith("lab-oauth2") ? { credentials: LAB_CLIENT } : {};
      const data = { provider: key, unique_key: key, ...client, ...fields };
      await answerOf(await request.post("/integrations", { headers, data }), 200);
    },
    session: (data: Body = {}) => sessionAt("/connect/sessions", { end_user: { id: "user-42" }, ...data }),
    reconnectSession: (connectionId: string, integration: string, data: Body = {}) =>
      sessionAt("/connect/sessions/reconnect", { connection_id: connectionId, integration_id: integration, ...data }),
    /** Connects an account without a browser. @returns the connection's ID */
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
    /** Forces a refresh, which may fail. */
    refresh: async (connectionId: string, integration: string) => {
      const params = { provider_config_key: integration, force_refresh: "true" };
      await request.get(`/connections/${connectionId}`, { headers, params });
    },
    /** Reads a connection. The response can be an error. */
    get,
    /** Reads a connection. @throws when the response is an error. */
    read: async (connectionId: string, integration: string) =>
      answerOf<ReadConnection>(await get(connectionId, integration), 200),
    list: async () =>
      (await answerOf<{ connections: ReadConnection[] }>(await request.get("/connections", { headers }), 200))
        .connections,
  };
}
export type Backend = ReturnType<typeof backend>;

/** Returns session fields with parameters for the lab's authorization page. */
export function labParams(params: Record<string, string>, integration = "lab-oauth2"): Body {
  return { integrations_config_defaults: { [integration]: { authorization_params: params } } };
}
