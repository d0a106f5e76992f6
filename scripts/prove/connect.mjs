const ENDPOINTS = {
  API_KEY: "/api-auth/api-key",
  BASIC: "/api-auth/basic",
  OAUTH2_CC: "/oauth2/auth",
  TWO_STEP: "/auth/two-step",
  JWT: "/auth/jwt",
  TBA: "/auth/tba",
  BILL: "/auth/bill",
  SIGNATURE: "/auth/signature",
  AWS_SIGV4: "/auth/aws-sigv4",
  NONE: "/auth/unauthenticated",
};
/** Bodies that the wire protocol fixes, whatever the entry calls its fields. */
const FIXED = new Set(["TBA", "BILL"]);
const APP_FIELDS = ["app_id", "app_link", "private_key"];

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whether connecting sends the browser away. */
export function isTravelling(authMode) {
  return !(authMode in ENDPOINTS);
}

function pick(values, names) {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
}

function teamCredentials({ entry, authMode, fixtures, ownScopes }) {
  const { client, settings } = fixtures;
  const isCode =
    entry.scheme === "oauth2_code" || (entry.scheme === "mcp_oauth" && entry.clientRegistration === "static");
  const scopes = isCode && !entry.defaultScopes ? { scopes: ownScopes.join(",") } : {};
  const own = { client_id: client.id, client_secret: client.secret, ...scopes };
  if (isCode || entry.scheme === "oauth1" || entry.scheme === "oauth1_tba") return { type: authMode, ...own };
  if (authMode === "APP") return { type: authMode, ...pick(settings, APP_FIELDS) };
  if (authMode === "CUSTOM") return { type: authMode, ...own, ...pick(settings, APP_FIELDS) };
  return undefined;
}

/** Configures the provider, as a team does. */
export async function addIntegration(client, work) {
  const { entry, key, fixtures, callbackId } = work;
  const credentials = teamCredentials(work);
  const isApp = entry.scheme === "app_installation";
  const config = Object.fromEntries(
    Object.entries(fixtures.settings).filter(([name]) => !(isApp && APP_FIELDS.includes(name))),
  );
  const json = {
    provider: entry.slug,
    unique_key: key,
    callback_id: callbackId,
    ...(credentials && { credentials }),
    ...(Object.keys(config).length > 0 && { integration_config: config }),
  };
  await client.call("/integrations", { method: "POST", json });
}

function paramsQuery(token, variables) {
  const query = new URLSearchParams({ connect_session_token: token });
  for (const [name, value] of Object.entries(variables)) query.set(`params[${name}]`, value);
  return query;
}

/** Sends a form. @returns the connection's id. */
async function byForm(client, { key, authMode, fixtures }, fields) {
  const token = await client.newSession(key, `user-of-${key}`);
  const json = FIXED.has(authMode)
    ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [snake(name), value]))
    : fields;
  const path = `${ENDPOINTS[authMode]}/${key}?${paramsQuery(token, fixtures.variables)}`;
  return (await client.call(path, { method: "POST", key: null, json })).body.connectionId;
}

/** Begins a flow, goes to the provider's page and comes back; `change` may spoil the way back. @returns the connection's id. */
async function byTrip(client, { entry, key, fixtures, userScopes }, change) {
  const token = await client.newSession(key, `user-of-${key}`);
  const json = {
    params: fixtures.variables,
    ...(entry.userScopeParam && { user_scope: userScopes.join(",") }),
  };
  const path = `/oauth/connect/${key}?connect_session_token=${token}`;
  const { response, body } = await client.call(path, { method: "POST", key: null, json });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const back = await client.visit(body.data.authorization_url);
  change(back);
  return (await client.comeBack(back, cookie)).connectionId;
}

/** Connects as an end user does. */
export function connect(client, work) {
  return isTravelling(work.authMode) ? byTrip(client, work, () => {}) : byForm(client, work, work.fixtures.credentials);
}

/** Connects where an owner of the account must approve first. @returns the connection as it is once one did. */
export async function connectByApproval(client, work) {
  const { entry, key, play, fixtures } = work;
  const [name] = entry.callbackKeep;
  const connectionId = await byTrip(client, work, (back) => {
    back.searchParams.delete(name);
    back.searchParams.set("setup_action", "request");
  });
  const path = `/connections/${connectionId}?provider_config_key=${key}`;
  const early = await client.call(path).then(
    () => null,
    (error) => error,
  );
  if (early?.status !== 424) throw new Error("an installation that is not approved does not say so");
  play.state.installations = [fixtures.given.callback[name]];
  const { body } = await client.call(`${path}&force_refresh=true&refresh_token=true`);
  await client.call(path, { method: "DELETE" });
  return body;
}

function spoil({ entry, fixtures }, back) {
  const { wrong } = fixtures;
  if (entry.scheme === "oauth1") back.searchParams.set("oauth_verifier", wrong.verifier);
  else if (entry.scheme === "app_installation") back.searchParams.set(entry.callbackKeep[0], wrong.installation);
  else back.searchParams.set(entry.codeParam ?? "code", wrong.code);
}

/** Whether the provider has a chance to say that a credential is wrong, before anything is stored. */
export function canBeRefused({ entry, authMode, fixtures }) {
  if (isTravelling(authMode)) return entry.scheme !== "plugin_install";
  const issues = "tokenUrl" in entry || "steps" in entry || authMode === "AWS_SIGV4";
  return (issues || entry.verify !== undefined) && fixtures.wrongCredentials !== null;
}

/** Tries to connect with a wrong credential. @throws when it was taken, or refused as if the product were to blame. */
export async function connectWrongly(client, work) {
  const attempt = isTravelling(work.authMode)
    ? byTrip(client, work, (back) => spoil(work, back))
    : byForm(client, work, work.fixtures.wrongCredentials);
  const refused = await attempt.then(
    () => null,
    (error) => error,
  );
  if (refused === null) throw new Error("a wrong credential was taken");
  if (!(refused.status < 500)) throw new Error(`a wrong credential was refused badly: ${refused.message}`);
  const { body } = await client.call(`/connections?integrationId=${work.key}`);
  if (body.connections.length > 0) throw new Error("a refused credential was stored");
}
