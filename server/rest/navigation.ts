import type { Context } from "hono";
import { setCookie } from "hono/cookie";
import type { FlowCookie } from "@/server/connect/flow/cookie";
import { ServiceError } from "@/server/core/errors";
import type { RestMiddleware } from "./types";

/** Whether a browser is navigating here. Only browsers accept HTML; programs don't ask for it. */
function isBrowser(accept: string | undefined): boolean {
  return accept?.toLowerCase().includes("text/html") ?? false;
}

/**
 * For URLs that browsers navigate to: keeps them out of `Referer` (RFC 9700 §4.2) and shows failures as a page.
 * HEAD is rejected, because a link preview would use up a flow's single-use state.
 */
export const navigation: RestMiddleware = (c, next) => {
  c.header("referrer-policy", "no-referrer");
  if (c.req.method === "HEAD") {
    c.header("allow", "GET, OPTIONS");
    throw new ServiceError("not_found", `${c.req.path} doesn't support HEAD. Use GET.`, { status: 405 });
  }
  if (c.req.method === "GET" && isBrowser(c.req.header("accept"))) c.set("isNavigation", true);
  return next();
};

/** Binds a flow to this browser. A cookie with a `__Host-` name must be `Secure`. */
export function setFlowCookie(c: Context, { name, value, maxAgeSeconds }: FlowCookie): void {
  setCookie(c, name, value, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    maxAge: maxAgeSeconds,
    secure: name.startsWith("__Host-"),
  });
}
