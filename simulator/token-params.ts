import { createPublicKey } from "node:crypto";
import { judgeClientAuth, type SeenRequest } from "./judges";
import type { Play, StageClient } from "./play";
import type { Reader } from "./reader";
import type { Values } from "./template";

/** Parameters by which a client shows who it is. */
export const CLIENT_PARAMS = ["client_id", "client_secret", "client_assertion", "client_assertion_type"];

function parsedJson(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The parameters of a token request, from where this server wants them. */
export function readParams(reader: Reader, request: SeenRequest, method: string, format: string): URLSearchParams {
  const { url, headers, body } = request;
  if (method === "GET" || format === "query") {
    if (body !== "") reader.say("The request has a body, but its parameters belong into the address.");
    return url.searchParams;
  }
  const wanted = format === "json" ? "application/json" : "application/x-www-form-urlencoded";
  const type = headers.get("content-type") ?? "none";
  if (!type.startsWith(wanted)) reader.say(`The content type is ${type}, not ${wanted}.`);
  if (format !== "json") return new URLSearchParams(body);
  return new URLSearchParams(Object.entries(parsedJson(body)).map(([name, value]) => [name, String(value)]));
}

/** Says what is wrong with how a client shows itself. Null: nothing. */
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

/** The client a request names, in its parameters or by Basic authentication. */
export function namedClient({ headers }: SeenRequest, id: string | null): string {
  const [, pair = ""] = /^Basic (.+)$/.exec(headers.get("authorization") ?? "") ?? [];
  return id ?? decodeURIComponent(Buffer.from(pair, "base64").toString().split(":")[0] ?? "");
}

/** Standard parameters under the names a server wants. */
export function renamedAll(names: readonly string[], rename: Values = {}): string[] {
  return names.map((name) => rename[name] ?? name);
}
