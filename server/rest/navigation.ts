import type { Context } from "hono";
import { setCookie } from "hono/cookie";
import type { FlowCookie } from "@/server/connect/flow/cookie";
import { ServiceError } from "@/server/core/errors";
import type { RestMiddleware } from "./types";

/** Tells a browser that navigates from a program: only the browser asks for a page. */
function isBrowser(accept: string | undefined): boolean {
  return accept?.toLowerCase().includes("text/html") ?? false;
}

/**
 * Marks the addresses browsers are sent to: nothing of them leaks by `Referer` (RFC 9700 §4.2), a failure leads to a page.
 * HEAD is refused: link previews would use up a flow's single-use state.
 */
export const navigation: RestMiddleware = (c, next) => {
  c.header("referrer-policy", "no-referrer");
  if (c.req.method === "HEAD") {
    c.header("allow", "GET, OPTIONS");
    throw new ServiceError("not_found", `${c.req.path} does not answer to HEAD, only to GET.`, { status: 405 });
  }
  if (c.req.method === "GET" && isBrowser(c.req.header("accept"))) c.set("isNavigation", true);
  return next();
};

/** Ties a flow to this browser. A `__Host-` name brings `Secure` with it. */
export function setFlowCookie(c: Context, { name, value, maxAgeSeconds }: FlowCookie): void {
  setCookie(c, name, value, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    maxAge: maxAgeSeconds,
    secure: name.startsWith("__Host-"),
  });
}
