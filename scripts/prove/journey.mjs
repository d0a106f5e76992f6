import { randomBytes } from "node:crypto";
import { checkConnection, tokenOf } from "./checks.mjs";
import { addIntegration, canBeRefused, connect, connectByApproval, connectWrongly, isTravelling } from "./connect.mjs";

/** Schemes whose credential is got or made anew without its owner. */
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
/** Two statements signed in one second are the same. */
const MAY_REPEAT = new Set(["signed_jwt"]);

function newCallbackId() {
  return `cb_${[...randomBytes(20)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("")}`;
}

function renews({ entry, authMode, play }) {
  if (REISSUED.has(entry.scheme) || authMode === "AWS_SIGV4") return true;
  if (entry.scheme === "oauth2_code" && entry.refreshBy === "access_token") return true;
  return (
    ["oauth2_code", "mcp_oauth", "mcp_oauth_discovery"].includes(entry.scheme) && play.newest?.refreshToken !== null
  );
}

/** Renews twice: a refresh token that is good once must have been replaced. What was renewed is good for a call. */
async function renew(client, work, { path, connection, connectionId }) {
  const first = await renewOnce(client, work, { path, connection });
  await renewOnce(client, work, { path, connection: first });
  await callOnce(work, connectionId);
  return true;
}

/** One authenticated request with what is stored. @returns whether the entry has an API to call. */
async function callOnce({ key, ownCall, callAs }, connectionId) {
  if (!ownCall) return false;
  const answer = await callAs({ connectionId, uniqueKey: key }, ownCall);
  if (answer.kind !== "ok") throw new Error(`the API refused the stored credential: ${answer.status} ${answer.said}`);
  return true;
}

async function renewOnce(client, work, { path, connection }) {
  const before = tokenOf(connection.credentials);
  const { body } = await client.call(`${path}&force_refresh=true&refresh_token=true`);
  checkConnection(work, body);
  if (tokenOf(body.credentials) === before && !MAY_REPEAT.has(work.entry.scheme))
    throw new Error("the renewed token is the old one");
  return body;
}

async function remove(client, { entry, play }, path) {
  const wanted = entry.revoke !== undefined || play.hasOwnRevocation;
  await client.call(path, { method: "DELETE" });
  const gone = await client.call(path).then(
    () => false,
    ({ status }) => status === 404,
  );
  if (!gone) throw new Error("the deleted connection can still be read");
  if (!wanted) return false;
  if (play.count("revoke") === 0) throw new Error("the provider's revoke endpoint was not called");
  return true;
}

/** The calls the product itself makes to the provider's API. */
function checkCalls({ entry, authMode, play }) {
  if (entry.verify && !isTravelling(authMode) && play.count("verify") === 0) throw new Error("verify was not called");
  if (entry.afterConnect && play.count("afterConnect") === 0) throw new Error("afterConnect was not called");
}

/** Every address of the entry must have been called; a browser's trip is proof enough where nothing is verified. */
function checkVisited({ authMode, play }) {
  const missed = play.names.filter((name) => play.count(name) === 0 && !(name === "verify" && isTravelling(authMode)));
  if (missed.length > 0) throw new Error(`never called: ${missed.join(", ")}`);
}

function problemIn({ play }) {
  const { problem } = play.ledger.find(({ ok }) => !ok) ?? {};
  return problem;
}

/** Walks the whole life of a connection. @returns what happened; `problem` says why it ended early. */
export async function prove(client, work) {
  const { entry, play } = work;
  const outcome = {
    key: work.key,
    scheme: entry.scheme,
    connected: false,
    called: false,
    renewed: false,
    revoked: false,
  };
  play.isActive = true;
  try {
    work.callbackId = newCallbackId();
    play.callbackUrl = `${work.publicUrl}/oauth/callback/${work.callbackId}`;
    await addIntegration(client, work);
    if (canBeRefused(work)) await connectWrongly(client, work);
    if (problemIn(work)) throw new Error("the refusal was of another kind");
    if (canBeRefused(work) && play.count("refused") === 0)
      throw new Error("the wrong credential never came to the provider");
    const connectionId = await connect(client, work);
    outcome.connected = true;
    const path = `/connections/${encodeURIComponent(connectionId)}?provider_config_key=${work.key}`;
    const { body: connection } = await client.call(`${path}&refresh_token=true`);
    checkConnection(work, connection);
    checkCalls(work);
    outcome.called = await callOnce(work, connectionId);
    if (renews(work)) outcome.renewed = await renew(client, work, { path, connection, connectionId });
    outcome.revoked = await remove(client, work, path);
    if (entry.user?.installations) checkConnection(work, await connectByApproval(client, work));
    checkVisited(work);
    if (problemIn(work)) throw new Error("everything went well, but not every request was right");
  } catch (error) {
    outcome.problem = problemIn(work) ? `${error.message} — ledger: ${problemIn(work)}` : error.message;
  }
  play.isActive = false;
  return outcome;
}
