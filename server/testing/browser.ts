import type { CallOptions, TestKeyhold } from "./serve";

/** One browser without pages: it keeps cookies, and says what it wants. */
export interface TestBrowser {
  cookies: Map<string, string>;
  /** Opens an address of Keyhold, a path or a whole URL. Redirects are not followed. */
  go(address: string, options?: CallOptions): Promise<Response>;
}

/** A browser that nobody has used yet. */
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

/** Path and query as they were written: a URL parser would tidy up what a hostile test wants to send. */
export function pathOf(address: string): string {
  return address.replace(/^https?:\/\/[^/]+/, "");
}

/** Where an answer leads. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("location") ?? "about:blank", "http://here.test");
}

/** Status and error code of a refusal. */
export async function refusalOf(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as { error?: { code?: string } };
  return [response.status, body.error?.code ?? "no error"];
}
