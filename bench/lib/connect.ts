const KEY = "lab-oauth2";

/** Returns the response body as the caller's type, unchecked. */
async function call<Body>(url: string, apiKey: string, body?: object): Promise<Body> {
  const init = { method: "POST", headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" } };
  const response = await fetch(url, body ? { ...init, body: JSON.stringify(body) } : { headers: init.headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Returns a header. @throws Error when the response doesn't have it. */
function headerOf(response: Response, name: string): string {
  const value = response.headers.get(name);
  if (value === null) throw new Error(`${response.url} returned ${response.status} without ${name}`);
  return value;
}

/** Adds the lab's OAuth 2.0 integration. */
export function addIntegration(url: string, apiKey: string): Promise<unknown> {
  const credentials = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" };
  return call(`${url}/integrations`, apiKey, { provider: KEY, unique_key: KEY, credentials });
}

/** Completes a flow as a browser does. @returns the path that reads the connection. */
export async function connectOnce(url: string, apiKey: string, endUserId: string): Promise<string> {
  const { data } = await call<{ data: { token: string } }>(`${url}/connect/sessions`, apiKey, {
    end_user: { id: endUserId },
    allowed_integrations: [KEY],
    integrations_config_defaults: {
      [KEY]: { authorization_params: { lab_consent: "allow", lab_expires_in: "86400" } },
    },
  });
  const start = await fetch(`${url}/oauth/connect/${KEY}?connect_session_token=${data.token}`, { redirect: "manual" });
  const [cookie = ""] = headerOf(start, "set-cookie").split(";");
  const consent = await fetch(headerOf(start, "location"), { redirect: "manual" });
  const finish = await fetch(headerOf(consent, "location"), { redirect: "manual", headers: { cookie } });
  const { connectionId } = (await finish.json()) as { connectionId: string };
  return `/connections/${connectionId}?provider_config_key=${KEY}`;
}

/** Reads a connection as the bench does. */
export function read(url: string, path: string, apiKey: string): Promise<object> {
  return call(url + path, apiKey);
}
