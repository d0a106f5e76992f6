import type { Context } from "hono";
import { log } from "@/server/core/log";
import { toErrorBody } from "./errors";
import type { RestEnv } from "./types";

function report(c: Context<RestEnv>, error: unknown, status: number, code: string): void {
  // The path alone: a query may carry a session token.
  const line = { requestId: c.get("requestId"), method: c.req.method, path: c.req.path, code };
  if (status >= 500) log().error({ ...line, err: error }, "a call failed");
  else log().debug(line, "a call was refused");
}

/** Turns whatever was thrown into an answer: JSON for programs, the result page for a browser that navigated here. */
export function onError(error: unknown, c: Context<RestEnv>): Response {
  const { status, body } = toErrorBody(error, c.get("requestId"));
  const { code } = body.error;
  report(c, error, status, code);
  if (c.get("isNavigation")) return c.redirect(`/connect/result?error=${code}`, 303);
  if (status === 401) c.header("www-authenticate", "Bearer");
  if (status === 503) c.header("retry-after", "1");
  return c.json(body, status);
}
