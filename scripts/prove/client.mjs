/** A refusal of the product, with its own words. */
export class Refused extends Error {
  constructor(what, status, body) {
    const { code = "no code", message = "no words", errors = [] } = body?.error ?? {};
    const fields = errors.map(({ path }) => path.join(".")).filter(Boolean);
    super(`${what} answered ${status} ${code}: ${message}${fields.length > 0 ? ` (${fields.join(", ")})` : ""}`);
    this.status = status;
    this.code = code;
  }
}

async function bodyOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The product's public API, as a customer's backend and an end user's program call it. */
export function createClient({ url, publicUrl, apiKey, stageUrl }) {
  async function call(path, { method = "GET", json, key = apiKey, headers = {} } = {}) {
    const init = { method, redirect: "manual", headers: { ...headers } };
    if (key) init.headers.authorization = `Bearer ${key}`;
    if (json !== undefined) {
      init.headers["content-type"] = "application/json";
      init.body = JSON.stringify(json);
    }
    const response = await fetch(url + path, init);
    const body = await bodyOf(response);
    if (response.status >= 400) throw new Refused(`${method} ${path.split("?")[0]}`, response.status, body);
    return { response, body };
  }

  /** Opens an address of a provider, as a browser. @returns where it leads. */
  async function visit(address) {
    const { host, pathname, search, hash } = new URL(address);
    const headers = { "x-stage-host": host, ...(hash && { "x-stage-fragment": hash }) };
    const response = await fetch(`${stageUrl}${pathname}${search}`, { redirect: "manual", headers });
    const location = response.headers.get("location");
    if (location === null) {
      const { error_description: words = `status ${response.status}` } = (await bodyOf(response)) ?? {};
      throw new Error(`the authorization page said: ${words}`);
    }
    return new URL(location);
  }

  /** Comes back to the product with the flow's cookie. */
  async function comeBack(back, cookie) {
    if (back.origin !== publicUrl) throw new Error(`the provider leads to ${back.origin}, not back to the product`);
    return (await call(back.pathname + back.search, { key: null, headers: { cookie } })).body;
  }

  async function newSession(key, endUser) {
    const json = { end_user: { id: endUser }, allowed_integrations: [key] };
    return (await call("/connect/sessions", { method: "POST", json })).body.data.token;
  }

  return { call, visit, comeBack, newSession };
}
