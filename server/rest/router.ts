import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import type { Handler, MiddlewareHandler } from "hono";
import { z } from "zod";
import { type AuthRule, authRuleOf } from "./auth";
import { type BodyPolicy, checkBodyHeaders, readRaw } from "./body-policy";
import type { RestEnv } from "./types";
import { type RequestSchemas, validate } from "./validate";

const JSON_TYPE = "application/json";
const BODY_METHODS = new Set(["post", "put", "patch"]);

/** Returns a rule's security requirement for the API reference. */
function securityOf(rule: AuthRule): Record<string, string[]>[] {
  switch (rule.kind) {
    case "open":
      return [];
    case "key":
      return [{ apiKey: [...(rule.anyOf ?? [])] }];
    case "session":
      return [{ connectSession: [] }];
    case "key-or-session":
      return [{ apiKey: [...(rule.anyOf ?? [])] }, { connectSession: [] }];
    case "session-in-query":
      return [{ connectSessionInQuery: [] }, { connectSession: [] }];
  }
}

/** Returns the auth rule in a route's middleware. @throws Error unless there is exactly one. */
function ruleOf({ method, path, middleware }: RouteConfig): AuthRule {
  const rules = [middleware].flat().flatMap((handler) => authRuleOf(handler) ?? []);
  const [rule] = rules;
  if (!rule || rules.length > 1) throw new Error(`${method} ${path} must declare who may call it, once`);
  return rule;
}

/** Returns a route's body policy. @throws Error when its method takes a body and it declares no policy. */
function policyOf({ method, path, request }: RouteConfig): BodyPolicy | undefined {
  const body = request?.body as { policy?: BodyPolicy } | undefined;
  if (body?.policy) return body.policy;
  if (!body && !BODY_METHODS.has(method)) return undefined;
  throw new Error(
    `${method} ${path} must declare how its body is read: jsonInput, rawInput, streamInput or unreadInput`,
  );
}

function jsonOf(route: RouteConfig, policy: BodyPolicy | undefined): RequestSchemas["json"] {
  if (policy?.kind !== "json") return undefined;
  const content = route.request?.body?.content[JSON_TYPE];
  const schema = content && "schema" in content ? content.schema : undefined;
  if (schema instanceof z.ZodType) return { schema, maxBytes: policy.maxBytes };
  throw new Error(`${route.method} ${route.path} must describe its JSON body with a schema`);
}

/** Returns a route's checks in order: body headers, authentication, then each part of the request. */
function chainOf(route: RouteConfig): MiddlewareHandler[] {
  const policy = policyOf(route);
  const params = route.request?.params as z.ZodType | undefined;
  const checks = validate({ params, query: querySchemaOf(route), json: jsonOf(route, policy) });
  const own = [route.middleware ?? []].flat();
  const reader = policy?.kind === "raw" ? [readRaw(policy.maxBytes)] : [];
  return policy ? [checkBodyHeaders(policy), ...own, checks, ...reader] : [...own, checks];
}

/** Returns a route as the API reference shows it. */
function documented({ middleware: _middleware, hide: _hide, ...route }: RouteConfig): RouteConfig {
  if (!route.request?.body) return route;
  const { policy: _policy, ...body } = route.request.body as typeof route.request.body & { policy?: BodyPolicy };
  return { ...route, request: { ...route.request, body } };
}

function querySchemaOf({ request }: RouteConfig): z.ZodType | undefined {
  return request?.query as z.ZodType | undefined;
}

/** A router whose routes must declare who may call them and how their body is read. It validates requests with our own rules. */
class RestRouter extends OpenAPIHono<RestEnv> {
  constructor() {
    super({ strict: false });
    const register = (route: RouteConfig, handler: Handler): this => {
      const security = securityOf(ruleOf(route));
      const chain = chainOf(route);
      if (!route.hide) this.openAPIRegistry.registerPath({ ...documented(route), security });
      const path = route.path.replaceAll(/\/{(.+?)}/g, "/:$1");
      this.on([route.method], [path], ...chain, handler);
      return this;
    };
    // Same types as upstream. Its validators support neither nested queries nor our error format.
    this.openapi = register as unknown as typeof this.openapi;
  }
}

/** Returns a router for one resource. */
export function restRouter(): RestRouter {
  return new RestRouter();
}

export type { RestRouter };
