import { CLIENT } from "../fixtures";
import { optional } from "../params";
import { sameSecret } from "../secrets";
import { Refusal } from "./refusal";

interface Presented {
  id: string;
  secret: string;
  by: "basic" | "body";
}

/**
 * Authenticates the client, by HTTP Basic or by `client_id` and `client_secret` in the body (RFC 6749 §2.3.1).
 *
 * @throws Refusal `invalid_client`, or `invalid_request` when the client uses both.
 */
export function authenticateClient(headers: Headers, form: URLSearchParams): void {
  const authorization = headers.get("authorization");
  const { id, secret, by } = authorization ? fromHeader(authorization, form) : fromBody(form);
  if (!sameSecret(id, CLIENT.id)) throw invalidClient(`The client '${printable(id)}' is not registered.`, by);
  if (!sameSecret(secret, CLIENT.secret)) throw invalidClient(`The secret of client '${CLIENT.id}' is wrong.`, by);
}

function fromHeader(authorization: string, form: URLSearchParams): Presented {
  if (form.has("client_secret")) {
    throw new Refusal("invalid_request", "Authenticate either in the header or in the body, not both.");
  }
  const encoded = /^basic ([a-z0-9+/]+=*)$/i.exec(authorization)?.[1];
  const pair = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (!encoded || colon < 1)
    throw invalidClient("The Authorization header is not Basic with a client ID and secret.", "basic");
  const id = formDecode(pair.slice(0, colon));
  if (form.has("client_id") && form.get("client_id") !== id) {
    throw new Refusal("invalid_request", "The Authorization header and client_id name different clients.");
  }
  return { id, secret: formDecode(pair.slice(colon + 1)), by: "basic" };
}

function fromBody(form: URLSearchParams): Presented {
  const id = optional(form, "client_id");
  const secret = optional(form, "client_secret");
  if (!id || !secret) throw invalidClient("Client authentication is missing. Send the client ID and secret.", "body");
  return { id, secret, by: "body" };
}

/** Decodes a client ID or secret: both are form-encoded inside HTTP Basic (RFC 6749 §2.3.1). */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalidClient("The client ID or secret in the Authorization header is not form-encoded.", "basic");
  }
}

function invalidClient(description: string, by: Presented["by"]): Refusal {
  return new Refusal(
    "invalid_client",
    description,
    by === "basic" ? { "www-authenticate": 'Basic realm="Provider lab"' } : {},
  );
}

/** `error_description` allows only printable ASCII without quotes and backslashes (RFC 6749 §5.2). */
function printable(text: string): string {
  return text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "?").slice(0, 80);
}
