import type { Connection, ConnectionList } from "@/wire/connections";
import { type Client, Refused } from "./client";
import type { Setup, Work } from "./work";

const ENDPOINTS: Partial<Record<string, string>> = {
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
/** Bodies whose field names the wire protocol fixes. */
const FIXED = new Set(["TBA", "BILL"]);
const APP_FIELDS = ["app_id", "app_link", "private_key"];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Whether connecting sends the browser to the provider. */
export function isRedirectFlow(authMode: string): boolean {
  return !(authMode in ENDPOINTS);
}

function pick(values: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name] ?? ""]));
}

type Added = Omit<Setup, "play" | "userScopes">;

function teamCredentials({ entry, authMode, fixtures, ownScopes }: Added): Record<string, string> | undefined {
  const { client, settings } = fixtures;
  const isCode =
    entry.scheme === "oauth2_code" || (entry.scheme === "mcp_oauth" && entry.clientRegistration === "static");
  const own: Record<string, string> = { client_id: client.id, client_secret: client.secret };
  if (isCode && !entry.defaultScopes) own.scopes = ownScopes.join(",");
  if (isCode || entry.scheme === "oauth1" || entry.scheme === "oauth1_tba") return { type: authMode, ...own };
  if (authMode === "APP") return { type: authMode, ...pick(settings, APP_FIELDS) };
  if (authMode === "CUSTOM") return { type: authMode, ...own, ...pick(settings, APP_FIELDS) };
  return undefined;
}

/** Creates the integration, as a team does. */
export async function addIntegration(client: Client, work: Added): Promise<void> {
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

function paramsQuery(token: string, variables: Record<string, string>): URLSearchParams {
  const query = new URLSearchParams({ connect_session_token: token });
  for (const [name, value] of Object.entries(variables)) query.set(`params[${name}]`, value);
  return query;
}

/** Sends a form. @returns the connection's ID. */
async function byForm(client: Client, work: Setup, fields: Record<string, string>): Promise<string> {
  const { key, authMode, fixtures } = work;
  const token = await client.newSession(key, `user-of-${key}`);
  const json = FIXED.has(authMode)
    ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [snake(name), value]))
    : fields;
  const path = `${ENDPOINTS[authMode]}/${key}?${paramsQuery(token, fixtures.variables)}`;
  const { body } = await client.call<{ connectionId: string }>(path, { method: "POST", key: null, json });
  return body.connectionId;
}

/**
 * Starts a flow, opens the provider's page and follows the redirect back.
 *
 * @param change can change the callback URL.
 * @returns the connection's ID.
 */
async function byTrip(client: Client, work: Setup, change: (back: URL) => void): Promise<string> {
  const { entry, key, fixtures, userScopes } = work;
  const token = await client.newSession(key, `user-of-${key}`);
  const json = {
    params: fixtures.variables,
    ...("userScopeParam" in entry && entry.userScopeParam && { user_scope: userScopes.join(",") }),
  };
  const path = `/oauth/connect/${key}?connect_session_token=${token}`;
  const options = { method: "POST", key: null, json };
  const { response, body } = await client.call<{ data: { authorization_url: string } }>(path, options);
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const back = await client.visit(body.data.authorization_url);
  change(back);
  return (await client.comeBack(back, cookie)).connectionId;
}

/** Connects as an end user does. */
export function connect(client: Client, work: Setup): Promise<string> {
  return isRedirectFlow(work.authMode)
    ? byTrip(client, work, () => {})
    : byForm(client, work, work.fixtures.credentials);
}

/** Returns the error of a promise, or null when it doesn't fail. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Returns the callback parameter that names the installation. */
function installationParameter({ entry }: Setup): string {
  const name = "callbackKeep" in entry ? entry.callbackKeep?.[0] : undefined;
  if (name === undefined) throw new Error("the entry stores no callback parameter");
  return name;
}

/** Connects with an installation that an owner must approve first. @returns the connection after the approval. */
export async function connectByApproval(client: Client, work: Work): Promise<Connection> {
  const { key, play, fixtures } = work;
  const name = installationParameter(work);
  const connectionId = await byTrip(client, work, (back) => {
    back.searchParams.delete(name);
    back.searchParams.set("setup_action", "request");
  });
  const path = `/connections/${connectionId}?provider_config_key=${key}`;
  const early = await failureOf(client.call(path));
  if (!(early instanceof Refused && early.status === 424))
    throw new Error("the connection of an unapproved installation is not pending");
  play.state.installations = [fixtures.given.callback[name] ?? ""];
  const { body } = await client.call<Connection>(`${path}&force_refresh=true&refresh_token=true`);
  await client.call(path, { method: "DELETE" });
  return body;
}

function spoil(work: Setup, back: URL): void {
  const { entry, fixtures } = work;
  const { wrong } = fixtures;
  if (entry.scheme === "oauth1") back.searchParams.set("oauth_verifier", wrong.verifier);
  else if (entry.scheme === "app_installation") back.searchParams.set(installationParameter(work), wrong.installation);
  else back.searchParams.set(("codeParam" in entry && entry.codeParam) || "code", wrong.code);
}

/** Whether Keyhold can detect a wrong credential before it stores anything. */
export function canBeRefused({ entry, authMode, fixtures }: Setup): boolean {
  if (isRedirectFlow(authMode)) return entry.scheme !== "plugin_install";
  const issues = "tokenUrl" in entry || "steps" in entry || authMode === "AWS_SIGV4";
  return (issues || entry.verify !== undefined) && fixtures.wrongCredentials !== null;
}

/** Tries to connect with a wrong credential. @throws Error when the product accepts it, or fails with a 5xx. */
export async function connectWrongly(client: Client, work: Setup): Promise<void> {
  const attempt = isRedirectFlow(work.authMode)
    ? byTrip(client, work, (back) => spoil(work, back))
    : byForm(client, work, work.fixtures.wrongCredentials ?? {});
  const refused = await failureOf(attempt);
  if (refused === null) throw new Error("a wrong credential was accepted");
  if (!(refused instanceof Refused && refused.status < 500))
    throw new Error(
      `a wrong credential was rejected with the wrong error: ${refused instanceof Error ? refused.message : refused}`,
    );
  const { body } = await client.call<ConnectionList>(`/connections?integrationId=${work.key}`);
  if (body.connections.length > 0) throw new Error("a rejected credential was stored");
}
