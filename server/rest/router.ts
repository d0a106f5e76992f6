import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import type { Handler } from "hono";
import { z } from "zod";
import { type AuthRule, authRuleOf } from "./auth";
import type { RestEnv } from "./types";
import { validate } from "./validate";

const JSON_TYPE = "application/json";

/** How a rule is told in the API reference. */
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

/** The rule a route declares among its middleware. @throws Error unless there is exactly one. */
function ruleOf({ method, path, middleware }: RouteConfig): AuthRule {
  const rules = [middleware].flat().flatMap((handler) => authRuleOf(handler) ?? []);
  const [rule] = rules;
  if (!rule || rules.length > 1) throw new Error(`${method} ${path} must declare who may call it, once`);
  return rule;
}

function bodySchemaOf({ method, path, request }: RouteConfig): z.ZodType | undefined {
  if (!request?.body) return undefined;
  const content = request.body.content[JSON_TYPE];
  const schema = content && "schema" in content ? content.schema : undefined;
  if (!(schema instanceof z.ZodType)) throw new Error(`${method} ${path} must describe its JSON body with a schema`);
  return schema;
}

function querySchemaOf({ request }: RouteConfig): z.ZodType | undefined {
  return request?.query as z.ZodType | undefined;
}

/** A router whose routes declare who may call them and check every part of a request by our own rules. */
class RestRouter extends OpenAPIHono<RestEnv> {
  constructor() {
    super({ strict: false });
    const register = (route: RouteConfig, handler: Handler): this => {
      const { middleware, hide, ...documented } = route;
      const security = securityOf(ruleOf(route));
      if (!hide) this.openAPIRegistry.registerPath({ ...documented, security });
      const params = route.request?.params as z.ZodType | undefined;
      const checks = validate({ params, query: querySchemaOf(route), body: bodySchemaOf(route) });
      const path = route.path.replaceAll(/\/{(.+?)}/g, "/:$1");
      this.on([route.method], [path], ...[middleware ?? []].flat(), checks, handler);
      return this;
    };
    // Same types as upstream; its own validators know neither nested queries nor our errors.
    this.openapi = register as unknown as typeof this.openapi;
  }
}

/** A router for one resource. */
export function restRouter(): RestRouter {
  return new RestRouter();
}

export type { RestRouter };
