import type { Connection } from "@/wire/connections";
import type { Work } from "./work";

const WIRE_TYPES: Partial<Record<string, string | undefined>> = {
  MCP_OAUTH2: "OAUTH2",
  MCP_OAUTH2_GENERIC: "OAUTH2",
  INSTALL_PLUGIN: "BASIC",
  NONE: undefined,
};
const CLOCK_SLACK_MS = 60_000;

type Credentials = Connection["credentials"];
type Checked = Pick<Work, "entry" | "authMode" | "fixtures" | "play" | "judgeToken">;

function same(what: string, value: unknown, wanted: unknown): void {
  if (value !== wanted) throw new Error(`${what} is ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`);
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Returns the app's credentials of a `CUSTOM` connection, which also has credentials of its user. */
function appOf({ app }: Credentials): Record<string, unknown> {
  return typeof app === "object" && app !== null ? { ...app } : {};
}

/** Returns the token in a connection's credentials, by their type. */
export function tokenOf(credentials: Credentials): string | undefined {
  const { type } = credentials;
  if (type === "CUSTOM") return textOf(appOf(credentials).access_token);
  if (type === "OAUTH1") return textOf(credentials.oauth_token);
  return textOf(credentials.access_token ?? credentials.token);
}

function checkFields({ authMode, fixtures }: Checked, credentials: Credentials): void {
  const typed = authMode === "INSTALL_PLUGIN" ? fixtures.settings : fixtures.credentials;
  for (const [name, value] of Object.entries(typed)) {
    if (authMode === "INSTALL_PLUGIN" && !["username", "password"].includes(name)) continue;
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const stored = textOf(credentials[name] ?? credentials[snake]);
    same(`credentials.${name}`, stored?.trim(), value.trim());
  }
}

function checkConfig({ fixtures }: Checked, config: Connection["connection_config"]): void {
  const { variables, given } = fixtures;
  const kept = { ...variables, ...given.callback, ...given.token, ...given.api };
  for (const [name, value] of Object.entries(kept)) same(`connection_config["${name}"]`, config[name], value);
}

/** Checks that connection_config contains no secret that the end user entered. */
function checkNoSecret({ entry, fixtures }: Checked, config: Connection["connection_config"]): void {
  const text = JSON.stringify(config);
  for (const { name, secret } of entry.credentials) {
    const value = JSON.stringify(fixtures.credentials[name]).slice(1, -1);
    if (secret && text.includes(value)) throw new Error(`connection_config contains the secret ${name}`);
  }
}

function checkExpiry(credentials: Credentials, expiresAt: number | null): void {
  if (expiresAt === null) return;
  const stated = textOf(appOf(credentials).expires_at ?? credentials.expires_at);
  const off = Math.abs(Date.parse(stated ?? "") - expiresAt);
  if (!(off <= CLOCK_SLACK_MS)) throw new Error(`expires_at is ${stated}, not ${new Date(expiresAt).toISOString()}`);
}

/** Checks a stored connection against what its provider issued and its end user entered. @throws Error with one sentence. */
export function checkConnection(work: Checked, connection: Connection): void {
  const { authMode, play, judgeToken } = work;
  const { credentials } = connection;
  same("credentials.type", credentials.type, authMode in WIRE_TYPES ? WIRE_TYPES[authMode] : authMode);
  if (authMode !== "NONE") checkFields(work, credentials);
  checkConfig(work, connection.connection_config);
  checkNoSecret(work, connection.connection_config);
  const token = tokenOf(credentials);
  const problem = judgeToken(token);
  if (problem) throw new Error(`the stored token: ${problem}`);
  if (!play.newest) return;
  same("the stored token", token, play.newest.token);
  checkExpiry(credentials, play.newest.expiresAt);
  if (credentials.type === "OAUTH1")
    same("the token's secret", credentials.oauth_token_secret, play.newest.refreshToken);
  else if (credentials.type === "OAUTH2")
    same("the refresh token", credentials.refresh_token ?? null, play.newest.refreshToken);
}
