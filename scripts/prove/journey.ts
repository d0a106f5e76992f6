import type { Connection } from "@/wire/connections";
import { checkConnection, tokenOf } from "./checks";
import { type Client, Refused } from "./client";
import {
  addIntegration,
  canBeRefused,
  connect,
  connectByApproval,
  connectWrongly,
  failureOf,
  isRedirectFlow,
} from "./connect";
import type { Work } from "./work";

/** The result of one entry. */
export interface Outcome {
  key: string;
  scheme: string;
  connected: boolean;
  called: boolean;
  renewed: boolean;
  revoked: boolean;
  /** Why it failed. Absent: nothing failed. */
  problem?: string;
}

/** Schemes whose credentials can be refreshed without the end user. */
const REISSUED = new Set([
  "oauth2_client_credentials",
  "oauth2_password",
  "token_exchange",
  "session_login",
  "jwt_bearer",
  "saml_bearer",
  "signed_jwt",
  "wsse",
  "app_installation",
]);
/** Two assertions signed in the same second are equal. */
const MAY_REPEAT = new Set(["signed_jwt"]);

function renews({ entry, authMode, play }: Work): boolean {
  if (REISSUED.has(entry.scheme) || authMode === "AWS_SIGV4") return true;
  if (entry.scheme === "oauth2_code" && entry.refreshBy === "access_token") return true;
  return (
    ["oauth2_code", "mcp_oauth", "mcp_oauth_discovery"].includes(entry.scheme) && play.newest?.refreshToken !== null
  );
}

interface Stored {
  /** Reads the connection. */
  path: string;
  connection: Connection;
}

/** Refreshes twice, to check that a single-use refresh token was replaced. Then calls the API. */
async function renew(client: Client, work: Work, { path, connection }: Stored): Promise<boolean> {
  const first = await renewOnce(client, work, { path, connection });
  await renewOnce(client, work, { path, connection: first });
  await callOnce(work, connection.connection_id);
  return true;
}

/** Sends an authenticated request with the stored credentials. @returns whether the entry has an API to call. */
async function callOnce({ key, ownCall, callAs }: Work, connectionId: string): Promise<boolean> {
  if (!ownCall) return false;
  const answer = await callAs({ connectionId, uniqueKey: key }, ownCall);
  if (answer.kind !== "ok") throw new Error(`the API rejected the stored credential: ${answer.status} ${answer.said}`);
  return true;
}

async function renewOnce(client: Client, work: Work, { path, connection }: Stored): Promise<Connection> {
  const before = tokenOf(connection.credentials);
  const { body } = await client.call<Connection>(`${path}&force_refresh=true&refresh_token=true`);
  checkConnection(work, body);
  if (tokenOf(body.credentials) === before && !MAY_REPEAT.has(work.entry.scheme))
    throw new Error("the refreshed token is the old one");
  return body;
}

async function remove(client: Client, { entry, play }: Work, path: string): Promise<boolean> {
  const wanted = ("revoke" in entry && entry.revoke !== undefined) || play.hasOwnRevocation;
  await client.call(path, { method: "DELETE" });
  const refused = await failureOf(client.call(path));
  if (!(refused instanceof Refused && refused.status === 404))
    throw new Error("the deleted connection can still be read");
  if (!wanted) return false;
  if (play.count("revoke") === 0) throw new Error("the provider's revoke endpoint was not called");
  return true;
}

/** Checks the product's own calls to the provider's API. */
function checkCalls({ entry, authMode, play }: Work): void {
  if (entry.verify && !isRedirectFlow(authMode) && play.count("verify") === 0) throw new Error("verify was not called");
  if (entry.afterConnect && play.count("afterConnect") === 0) throw new Error("afterConnect was not called");
}

/** Checks that every endpoint of the entry was called. Without a verify call, the redirect is enough. */
function checkVisited({ authMode, play }: Work): void {
  const missed = play.names.filter(
    (name) => play.count(name) === 0 && !(name === "verify" && isRedirectFlow(authMode)),
  );
  if (missed.length > 0) throw new Error(`never called: ${missed.join(", ")}`);
}

function problemIn({ play }: Work): string | undefined {
  const { problem } = play.ledger.find(({ ok }) => !ok) ?? {};
  return problem;
}

/** Connects, reads, refreshes and deletes a connection of one entry. */
export async function prove(client: Client, work: Work): Promise<Outcome> {
  const { entry, play } = work;
  const outcome: Outcome = {
    key: work.key,
    scheme: entry.scheme,
    connected: false,
    called: false,
    renewed: false,
    revoked: false,
  };
  play.isActive = true;
  try {
    await addIntegration(client, work);
    if (canBeRefused(work)) await connectWrongly(client, work);
    if (problemIn(work)) throw new Error("it was rejected for another reason");
    if (canBeRefused(work) && play.count("refused") === 0)
      throw new Error("the wrong credential never reached the provider");
    const connectionId = await connect(client, work);
    outcome.connected = true;
    const path = `/connections/${encodeURIComponent(connectionId)}?provider_config_key=${work.key}`;
    const { body: connection } = await client.call<Connection>(`${path}&refresh_token=true`);
    checkConnection(work, connection);
    checkCalls(work);
    outcome.called = await callOnce(work, connectionId);
    if (renews(work)) outcome.renewed = await renew(client, work, { path, connection });
    outcome.revoked = await remove(client, work, path);
    if ("user" in entry && entry.user && "installations" in entry.user)
      checkConnection(work, await connectByApproval(client, work));
    checkVisited(work);
    if (problemIn(work)) throw new Error("every step succeeded, but the provider received an invalid request");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    outcome.problem = problemIn(work) ? `${message} — ledger: ${problemIn(work)}` : message;
  }
  play.isActive = false;
  return outcome;
}
