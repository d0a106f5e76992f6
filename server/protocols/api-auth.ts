import { base64OfText } from "./base64";
import { renderHeader, renderText, type TemplateValues } from "./template/render";

/** Where an API expects a credential, as its catalog entry describes it. */
export interface ApiAuth {
  in: "header" | "query" | "basic" | "path" | "body" | "oauth1" | "sigv4" | "signature" | "none";
  name?: string | undefined;
  /** A template, such as `Bearer {token}`. */
  format?: string | undefined;
}

/**
 * Adds a credential to a request.
 * @throws TemplateError when a value could start another header.
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
    // The catalog puts the credential in the URL or body itself. The others sign the finished request.
    case "path":
    case "body":
    case "oauth1":
    case "sigv4":
    case "signature":
    case "none":
      return;
  }
}
