import { type ApiAuth, applyApiAuth } from "./api-auth";
import { TemplateError } from "./template/parse";
import { fillJson, fillTemplates, renderHeader, type TemplateValues } from "./template/render";
import { renderUrl } from "./template/render-url";

/** A request to an API, ready to be sent. */
export interface ApiRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** JSON. */
  body?: string | undefined;
}

/** An API as the catalog says it. */
export interface ApiTarget {
  baseUrl?: string | undefined;
  /** Taken where a variable of `baseUrl` is absent. */
  baseUrlFallback?: string | undefined;
  auth: ApiAuth;
  headers?: Record<string, string> | undefined;
  query?: Record<string, string> | undefined;
  /** Members every JSON body carries. */
  body?: Record<string, unknown> | undefined;
  /** Signs the finished request, where the API wants that instead of a credential on it. */
  sign?: ((request: ApiRequest) => void) | undefined;
}

/** One call to it: a path of the API, or an address of its own. */
export interface ApiCall {
  method: string;
  path?: string | undefined;
  url?: string | undefined;
  body?: Record<string, unknown> | undefined;
  /** Of the answer. Default 64 KB. */
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

/** What a header may say of its own request, for APIs that have it digested in one. */
function requestValues({ method }: ApiCall, url: URL): TemplateValues {
  return { "@method": method, "@host": url.host, "@path": url.pathname };
}

function bodyOf(target: ApiTarget, call: ApiCall, values: TemplateValues): Record<string, unknown> | null {
  const body = { ...target.body, ...call.body };
  const isEmpty = Object.keys(body).length === 0;
  return isEmpty || call.method === "GET" ? null : (fillJson(body, values) as Record<string, unknown>);
}

/**
 * Builds a call to an API with the credential on it. No header or parameter of the catalog takes the credential's place.
 * @throws TemplateError, TypeError when it cannot be built from these values.
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
