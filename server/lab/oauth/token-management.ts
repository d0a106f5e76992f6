import { CLIENT, personOf, SCOPES } from "../fixtures";
import { inLabTransaction, issuerOf, type Lab } from "../lab";
import { recordInLedger } from "../ledger";
import { readForm, required } from "../params";
import { revokeAll } from "../revocation";
import { fingerprintOf } from "../secrets";
import { findToken, lockToken, revokeToken, tokenProblem } from "../tokens";
import { authenticateClient } from "./client-auth";

/** Revocation (RFC 7009). Revoking a refresh token revokes its grant. An unknown token is not an error (§2.2). @throws Refusal */
export async function revocationEndpoint(lab: Lab, request: Request): Promise<Response> {
  const form = await readForm(request);
  authenticateClient(request.headers, form);
  const secret = required(form, "token");
  await inLabTransaction(lab, async (tx) => {
    const found = await lockToken(tx, secret);
    if (!found || tokenProblem(lab, found) !== null) return;
    const { token, grant } = found;
    if (token.kind === "refresh") return revokeAll(lab, tx, grant, "client");
    await revokeToken(lab, tx, token);
    const fingerprint = fingerprintOf(token.hash);
    await recordInLedger(lab, tx, grant, { event: "revoked", kind: "access", fingerprint, detail: { by: "client" } });
  });
  return new Response(null, { status: 200 });
}

/** Introspection (RFC 7662). For an invalid token, the response is only `{active: false}`. @throws Refusal */
export async function introspectionEndpoint(lab: Lab, request: Request): Promise<Response> {
  const form = await readForm(request);
  authenticateClient(request.headers, form);
  const found = await findToken(lab.pool(), required(form, "token"));
  if (!found || tokenProblem(lab, found) !== null) return Response.json({ active: false });
  const { token, grant } = found;
  if (grant.rotation === "strict" && token.usedAt !== null) return Response.json({ active: false });
  const person = personOf(grant.person);
  return Response.json({
    active: true,
    iss: issuerOf(lab),
    client_id: CLIENT.id,
    scope: grant.scope,
    sub: person?.id,
    username: person?.email,
    ...(token.kind === "access" && { token_type: "Bearer" }),
    ...(token.expiresAt && { exp: Math.floor(token.expiresAt.getTime() / 1000) }),
  });
}

/** Returns the authorization server metadata (RFC 8414). */
export function metadata(lab: Lab) {
  const issuer = issuerOf(lab);
  const clientAuth = ["client_secret_basic", "client_secret_post"];
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    scopes_supported: Object.keys(SCOPES),
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: clientAuth,
    revocation_endpoint_auth_methods_supported: clientAuth,
    introspection_endpoint_auth_methods_supported: clientAuth,
    authorization_response_iss_parameter_supported: true,
    service_documentation: issuer,
  };
}
