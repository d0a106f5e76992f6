import { type AuthRule, authRuleOf } from "../auth";
import type { RestRouter } from "../router";

/** One route of the router's own table. */
export interface RouteUnderTest {
  method: string;
  /** As registered, with `:name` for parameters. */
  pattern: string;
  rule: AuthRule;
}

/** Returns every route of an app with its auth rule. Reads them from the app, so that new routes are included. */
export function routesOf(app: RestRouter): RouteUnderTest[] {
  return app.routes.flatMap(({ method, path, handler }) => {
    const rule = authRuleOf(handler);
    return rule ? [{ method, pattern: path, rule }] : [];
  });
}

/** Returns the names of a pattern's parameters. */
export function paramsOf(pattern: string): string[] {
  return [...pattern.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
}

/** Returns a path of a route. A parameter without a value gets `x`. */
export function fillPattern(pattern: string, values: Record<string, string>): string {
  return pattern.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(values[name] ?? "x"));
}

/** Whether requests of this method have a body. */
export function hasBody(method: string): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}
