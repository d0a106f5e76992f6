/** An error response of the product, with its message. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(what: string, status: number, body: unknown) {
    const { code = "no code", message = "no message", errors = [] } = (body as Partial<ErrorBody> | null)?.error ?? {};
    const fields = errors.map(({ path }) => path.join(".")).filter(Boolean);
    super(`${what} answered ${status} ${code}: ${message}${fields.length > 0 ? ` (${fields.join(", ")})` : ""}`);
    this.status = status;
    this.code = code;
  }
}

interface ErrorBody {
  error: { code?: string; message?: string; errors?: { path: (string | number)[] }[] };
}

interface CallOptions {
  method?: string;
  json?: unknown;
  /** Null: without an API key. */
  key?: string | null;
  headers?: Record<string, string>;
}

/** Returns the body as parsed JSON, or as text if it isn't JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface ClientOptions {
  /** URL on which the product listens. */
  url: string;
  /** The public URL that the product is configured with. */
  publicUrl: string;
  apiKey: string;
  stageUrl: string;
}

export type Client = ReturnType<typeof createClient>;

/** The product's public API, as a team's backend and an end user's client call it. */
export function createClient({ url, publicUrl, apiKey, stageUrl }: ClientOptions) {
  /** Calls the API. Returns the body as the caller's type, unchecked. @throws Refused for a status of 400 or more. */
  async function call<Body = unknown>(path: string, options: CallOptions = {}) {
    const { method = "GET", json, key = apiKey } = options;
    const headers = new Headers(options.headers);
    if (key) headers.set("authorization", `Bearer ${key}`);
    if (json !== undefined) headers.set("content-type", "application/json");
    const body = json === undefined ? null : JSON.stringify(json);
    const response = await fetch(url + path, { method, redirect: "manual", headers, body });
    const answer = await bodyOf(response);
    if (response.status >= 400) throw new Refused(`${method} ${path.split("?")[0]}`, response.status, answer);
    return { response, body: answer as Body };
  }

  /** Opens a URL of a provider as a browser does. @returns the URL to which the provider redirects. */
  async function visit(address: string): Promise<URL> {
    const { host, pathname, search, hash } = new URL(address);
    const headers = { "x-stage-host": host, ...(hash && { "x-stage-fragment": hash }) };
    const response = await fetch(`${stageUrl}${pathname}${search}`, { redirect: "manual", headers });
    const location = response.headers.get("location");
    if (location !== null) return new URL(location);
    const body = (await bodyOf(response)) as { error_description?: string } | null;
    throw new Error(`the authorization page returned: ${body?.error_description ?? `status ${response.status}`}`);
  }

  /** Returns to the product with the flow's cookie. */
  async function comeBack(back: URL, cookie: string): Promise<{ connectionId: string }> {
    if (back.origin !== publicUrl) throw new Error(`the provider redirects to ${back.origin}, not to the product`);
    const path = back.pathname + back.search;
    return (await call<{ connectionId: string }>(path, { key: null, headers: { cookie } })).body;
  }

  /** Returns the token of a new connect session. */
  async function newSession(key: string, endUser: string): Promise<string> {
    const json = { end_user: { id: endUser }, allowed_integrations: [key] };
    const { body } = await call<{ data: { token: string } }>("/connect/sessions", { method: "POST", json });
    return body.data.token;
  }

  return { call, visit, comeBack, newSession };
}
