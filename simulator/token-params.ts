import { createPublicKey } from "node:crypto";
import { judgeClientAuth, type SeenRequest } from "./judges";
import type { Play, StageClient } from "./play";
import type { Reader } from "./reader";
import type { Values } from "./template";

/** The parameters of client authentication. */
export const CLIENT_PARAMS = ["client_id", "client_secret", "client_assertion", "client_assertion_type"];

function parsedJson(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The parameters of a token request, from the place this server expects. */
export function readParams(reader: Reader, request: SeenRequest, method: string, format: string): URLSearchParams {
  const { url, headers, body } = request;
  if (method === "GET" || format === "query") {
    if (body !== "") reader.say("The request has a body, but its parameters belong in the URL.");
    return url.searchParams;
  }
  const wanted = format === "json" ? "application/json" : "application/x-www-form-urlencoded";
  const type = headers.get("content-type") ?? "none";
  if (!type.startsWith(wanted)) reader.say(`The content type is ${type}, not ${wanted}.`);
  if (format !== "json") return new URLSearchParams(body);
  return new URLSearchParams(Object.entries(parsedJson(body)).map(([name, value]) => [name, String(value)]));
}

/** The problem of a client's authentication. Null: none. */
export function readClient(
  play: Play,
  request: SeenRequest,
  params: URLSearchParams,
  input: { client: StageClient; rename?: Values | undefined; audience: string[] },
): string | null {
  const { client, rename = {}, audience } = input;
  const key = client.method === "private_key_jwt" ? client.secret : undefined;
  const verdict = judgeClientAuth(
    request,
    params,
    {
      ...client,
      idName: rename.client_id,
      secretName: rename.client_secret,
      assertion: key
        ? {
            alg: "RS256",
            key: createPublicKey(key),
            audience,
            seen: play.state.seen,
            header: client.kid ? { kid: client.kid } : undefined,
          }
        : undefined,
    },
    Date.now() / 1000,
  );
  return verdict.ok ? null : verdict.reason;
}

/** The client ID of a request, from its parameters or Basic authentication. */
export function namedClient({ headers }: SeenRequest, id: string | null): string {
  const [, pair = ""] = /^Basic (.+)$/.exec(headers.get("authorization") ?? "") ?? [];
  return id ?? decodeURIComponent(Buffer.from(pair, "base64").toString().split(":")[0] ?? "");
}

/** Standard parameters under the names that a server expects. */
export function renamedAll(names: readonly string[], rename: Values = {}): string[] {
  return names.map((name) => rename[name] ?? name);
}
