import { type ApiAuth, applyApiAuth } from "./api-auth";
import { TemplateError } from "./template/parse";
import { fillJson, fillTemplates, renderHeader, type TemplateValues } from "./template/render";
import { renderUrl } from "./template/render-url";

/** A request to an API, ready to send. */
export interface ApiRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** JSON. */
  body?: string | undefined;
}

/** An API as its catalog entry describes it. */
export interface ApiTarget {
  baseUrl?: string | undefined;
  /** Used when a variable of `baseUrl` is absent. */
  baseUrlFallback?: string | undefined;
  auth: ApiAuth;
  headers?: Record<string, string> | undefined;
  query?: Record<string, string> | undefined;
  /** Members that every JSON body has. */
  body?: Record<string, unknown> | undefined;
  /** Signs the finished request, for APIs that take a signature instead of a credential. */
  sign?: ((request: ApiRequest) => void) | undefined;
}

/** One call to an API: a path of the API, or a full URL. */
export interface ApiCall {
  method: string;
  path?: string | undefined;
  url?: string | undefined;
  body?: Record<string, unknown> | undefined;
  /** Limit for the response body. Default 64 KB. */
  maxBytes?: number | undefined;
}

function addressOf({ baseUrl = "", baseUrlFallback }: ApiTarget, call: ApiCall, values: TemplateValues): URL {
  if (call.url !== undefined) return new URL(renderUrl(call.url, values));
  const path = call.path ?? "";
  try {
    return new URL(renderUrl(baseUrl + path, values));
  } catch (error) {
    if (baseUrlFallback === undefined || !(error instanceof TemplateError)) throw error;
    return new URL(renderUrl(baseUrlFallback + path, values));
  }
}

/** Values about the request itself, for APIs whose headers contain a digest of them. */
function requestValues({ method }: ApiCall, url: URL): TemplateValues {
  return { "@method": method, "@host": url.host, "@path": url.pathname };
}

function bodyOf(target: ApiTarget, call: ApiCall, values: TemplateValues): Record<string, unknown> | null {
  const body = { ...target.body, ...call.body };
  const isEmpty = Object.keys(body).length === 0;
  return isEmpty || call.method === "GET" ? null : (fillJson(body, values) as Record<string, unknown>);
}

/**
 * Builds a call to an API with its credential. No header or parameter of the catalog replaces the credential.
 * @throws TemplateError, TypeError when the values don't make a valid request.
 */
export function buildApiRequest(target: ApiTarget, call: ApiCall, values: TemplateValues): ApiRequest {
  const url = addressOf(target, call, values);
  const headers = new Headers({ accept: "application/json" });
  const all = { ...values, ...requestValues(call, url) };
  for (const [name, text] of Object.entries(fillTemplates(target.headers, all, renderHeader))) headers.set(name, text);
  for (const [name, text] of Object.entries(fillTemplates(target.query, all))) url.searchParams.set(name, text);
  const body = bodyOf(target, call, all);
  const request: ApiRequest = { method: call.method, url, headers };
  if (body) {
    headers.set("content-type", "application/json");
    request.body = JSON.stringify(body);
  }
  applyApiAuth(request, target.auth, all);
  target.sign?.(request);
  return request;
}
