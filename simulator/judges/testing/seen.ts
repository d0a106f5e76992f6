import type { SeenRequest } from "../verdict";

/** A request as a server receives it. */
export function seen(method: string, url: string, headers: Record<string, string> = {}, body = ""): SeenRequest {
  return { method, url: new URL(url), headers: new Headers(headers), body };
}
