import type { CallOptions, TestKeyhold } from "./serve";

/** A browser without pages: it stores cookies and sends them. */
export interface TestBrowser {
  cookies: Map<string, string>;
  /** Opens a path or URL of Keyhold. Redirects aren't followed. */
  go(address: string, options?: CallOptions): Promise<Response>;
}

/** Creates a browser without cookies. */
export function newBrowser(keyhold: TestKeyhold): TestBrowser {
  const cookies = new Map<string, string>();
  const go = async (address: string, options: CallOptions = {}) => {
    const headers = new Headers(options.headers);
    if (cookies.size > 0) headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await keyhold.call(pathOf(address), { ...options, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  return { cookies, go };
}

/** Returns path and query unchanged. A URL parser would normalize what a hostile test wants to send. */
export function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]+/, "");
}

/** Returns the redirect target of a response. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("location") ?? "about:blank", "http://here.test");
}

/** Returns the status and error code of an error response. */
export async function refusalOf(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as { error?: { code?: string } };
  return [response.status, body.error?.code ?? "no error"];
}
