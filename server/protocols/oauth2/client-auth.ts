import { base64OfText } from "../base64";
import type { ApplyClientAuth } from "./types";

/** Encodes as application/x-www-form-urlencoded, which RFC 6749 §2.3.1 requires for ID and secret before they are joined. */
function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}

/** `client_secret_basic` (RFC 6749 §2.3.1). */
export function clientSecretBasic(id: string, secret: string): ApplyClientAuth {
  return (_params, headers) => {
    headers.set("authorization", `Basic ${base64OfText(`${formEncoded(id)}:${formEncoded(secret)}`)}`);
  };
}

/** `client_secret_post` (RFC 6749 §2.3.1). */
export function clientSecretPost(id: string, secret: string): ApplyClientAuth {
  return (params) => {
    params.set("client_id", id);
    params.set("client_secret", secret);
  };
}

/** A public client sends only its ID (RFC 6749 §3.2.1). */
export function noClientAuth(id: string): ApplyClientAuth {
  return (params) => params.set("client_id", id);
}

const METHODS = { basic: clientSecretBasic, body: clientSecretPost, none: noClientAuth };

/** The client authentication a catalog entry names. */
export function clientAuthFor(method: keyof typeof METHODS, id: string, secret: string): ApplyClientAuth {
  return METHODS[method](id, secret);
}
