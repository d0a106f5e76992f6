import type { Hono } from "hono";
import { env } from "@/server/core/env";
import { labApp } from "@/server/lab";
import type { RestMiddleware } from "../types";

let app: Hono | undefined;

/** Passes requests to the provider lab, if it is on. The lab plays an outside server, so this API's rules don't apply to it. */
export const lab: RestMiddleware = async (c, next) => {
  if (!env().KEYHOLD_LAB) return next();
  app ??= labApp();
  return app.fetch(c.req.raw);
};
