import type { Hono } from "hono";
import { env } from "@/server/core/env";
import { labApp } from "@/server/lab";
import type { RestMiddleware } from "../types";

let app: Hono | undefined;

/** Hands requests to the provider lab where it is on. It stands in for somebody else's server and has its own manners. */
export const lab: RestMiddleware = async (c, next) => {
  if (!env().KEYHOLD_LAB) return next();
  app ??= labApp();
  return app.fetch(c.req.raw);
};
