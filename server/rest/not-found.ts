import type { Context } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { ServiceError } from "@/server/core/errors";

/** A path the API knows, and one way to call it. */
export interface KnownRoute {
  method: string;
  path: string;
}

/** Finds out which methods a path answers to. */
export function methodTable(routes: KnownRoute[]): (path: string) => string[] {
  const router = new TrieRouter<string>();
  for (const { method, path } of routes) router.add("ALL", path, method);
  return (path) => [...new Set(router.match("ALL", path)[0].map(([method]) => method))].sort();
}

/** Says that a path, or its method, is not there. */
export function refuseUnknown(c: Context, methods: string[]): never {
  const path = c.req.path.slice(0, 200);
  if (methods.length === 0)
    throw new ServiceError("not_found", `This API has no path ${path}. See /openapi.json for those it has.`);
  const allow = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  c.header("allow", [...allow, "OPTIONS"].join(", "));
  const message = `${path} does not answer to ${c.req.method}, only to ${methods.join(", ")}.`;
  throw new ServiceError("not_found", message, { status: 405 });
}
