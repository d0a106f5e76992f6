import type { Context } from "hono";
import { failurePath } from "@/wire/endpoints";
import { reportError, toErrorBody } from "./errors";
import type { RestEnv } from "./types";

/** Returns the response to any error: JSON for programs, the result page for a browser that navigated here. */
export function onError(error: unknown, c: Context<RestEnv>): Response {
  const requestId = c.get("requestId");
  reportError(error, { requestId, method: c.req.method, path: c.req.path });
  const { status, body } = toErrorBody(error, requestId);
  if (c.get("isNavigation")) return c.redirect(failurePath(body.error.code), 303);
  if (status === 401) c.header("www-authenticate", "Bearer");
  if (status === 503) c.header("retry-after", "1");
  return c.json(body, status);
}
