const KEY = "lab-oauth2";

async function call(url, apiKey, body) {
  const init = { method: "POST", headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" } };
  const response = await fetch(url, body ? { ...init, body: JSON.stringify(body) } : { headers: init.headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Adds the lab's OAuth 2.0 integration. */
export function addIntegration(url, apiKey) {
  const credentials = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" };
  return call(`${url}/integrations`, apiKey, { provider: KEY, unique_key: KEY, credentials });
}

/** Walks the whole flow once, as a browser would. @returns the path that reads the connection. */
export async function connectOnce(url, apiKey, endUserId) {
  const { data } = await call(`${url}/connect/sessions`, apiKey, {
    end_user: { id: endUserId },
    allowed_integrations: [KEY],
    integrations_config_defaults: {
      [KEY]: { authorization_params: { lab_consent: "allow", lab_expires_in: "86400" } },
    },
  });
  const start = await fetch(`${url}/oauth/connect/${KEY}?connect_session_token=${data.token}`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie").split(";")[0];
  const consent = await fetch(start.headers.get("location"), { redirect: "manual" });
  const finish = await fetch(consent.headers.get("location"), { redirect: "manual", headers: { cookie } });
  const { connectionId } = await finish.json();
  return `/connections/${connectionId}?provider_config_key=${KEY}`;
}

/** Reads a connection as the bench does. */
export function read(url, path, apiKey) {
  return call(url + path, apiKey);
}
