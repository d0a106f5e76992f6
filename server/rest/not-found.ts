import type { Context } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { ServiceError } from "@/server/core/errors";

/** A path of the API and one of its methods. */
export interface KnownRoute {
  method: string;
  path: string;
}

/** Returns a function that lists the methods a path supports. */
export function methodTable(routes: KnownRoute[]): (path: string) => string[] {
  const router = new TrieRouter<string>();
  for (const { method, path } of routes) router.add("ALL", path, method);
  return (path) => [...new Set(router.match("ALL", path)[0].map(([method]) => method))].sort();
}

/** @throws ServiceError `not_found`: 404 for an unknown path, 405 for a method the path doesn't support. */
export function refuseUnknown(c: Context, methods: string[]): never {
  const path = c.req.path.slice(0, 200);
  if (methods.length === 0)
    throw new ServiceError("not_found", `This API has no path ${path}. See /openapi.json for all paths.`);
  const allow = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  c.header("allow", [...allow, "OPTIONS"].join(", "));
  const message = `${path} doesn't support ${c.req.method}. Use ${methods.join(" or ")}.`;
  throw new ServiceError("not_found", message, { status: 405 });
}
