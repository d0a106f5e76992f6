import { base64OfText } from "./base64";
import { renderHeader, renderText, type TemplateValues } from "./template/render";

/** How an API wants to be shown a credential, as the catalog says it. */
export interface ApiAuth {
  in: "header" | "query" | "basic" | "path" | "body" | "oauth1" | "sigv4" | "signature" | "none";
  name?: string | undefined;
  /** A template, such as `Bearer {token}`. */
  format?: string | undefined;
}

/**
 * Puts a credential on a request.
 * @throws TemplateError when a value could begin another header.
 * @see RFC 6750 §2.1, RFC 7617 §2
 */
export function applyApiAuth(request: { url: URL; headers: Headers }, auth: ApiAuth, values: TemplateValues): void {
  switch (auth.in) {
    case "header":
      request.headers.set(auth.name ?? "authorization", renderHeader(auth.format ?? "Bearer {token}", values));
      return;
    case "query":
      request.url.searchParams.set(auth.name ?? "api_key", renderText(auth.format ?? "{apiKey}", values));
      return;
    case "basic":
      request.headers.set(
        "authorization",
        `Basic ${base64OfText(renderText(auth.format ?? "{username}:{password}", values))}`,
      );
      return;
    // In the address or body the catalog names it itself; the others sign the finished request.
    case "path":
    case "body":
    case "oauth1":
    case "sigv4":
    case "signature":
    case "none":
      return;
  }
}
