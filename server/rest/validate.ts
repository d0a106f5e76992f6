import type { Context } from "hono";
import { z } from "zod";
import { ServiceError } from "@/server/core/errors";
import type { ErrorCode, Issue } from "@/wire/errors";
import { readJson } from "./body";
import { parseQuery, searchOf } from "./query";
import type { RestMiddleware } from "./types";
import { findUnfit } from "./unfit";
import { plainWords } from "./words";

/** More issues than this don't help the caller. */
const MAX_ISSUES = 50;
const NO_QUERY = z.strictObject({});

/** The parts of a request that a route describes. Other parts must be absent. */
export interface RequestSchemas {
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  json?: { schema: z.ZodType; maxBytes: number } | undefined;
}

const SUBJECT = {
  invalid_uri_params: "The path is invalid",
  invalid_query_params: "The query is invalid",
  invalid_body: "The body is invalid",
} satisfies Partial<Record<ErrorCode, string>>;

type InvalidPart = keyof typeof SUBJECT;

function invalid(code: InvalidPart, issues: Issue[]): ServiceError {
  const [first] = issues;
  const where = first && first.path.length > 0 ? ` at ${first.path.join(".").slice(0, 200)}` : "";
  return new ServiceError(code, `${SUBJECT[code]}${where}: ${first?.message ?? "See the API reference."}`, { issues });
}

function toIssue({ code, message, path }: z.core.$ZodIssue): Issue {
  return {
    code: code ?? "custom",
    message: message.slice(0, 1000),
    path: path.map((step) => String(step).slice(0, 255)),
  };
}

function check<T extends z.ZodType>(schema: T, input: unknown, code: InvalidPart): z.output<T> {
  const parsed = schema.safeParse(input, { error: plainWords });
  if (parsed.success) return parsed.data;
  throw invalid(code, parsed.error.issues.slice(0, MAX_ISSUES).map(toIssue));
}

function checkParams(c: Context, schema: z.ZodType): void {
  const params = c.req.param();
  const unfit = findUnfit(params);
  if (unfit) throw invalid("invalid_uri_params", [unfit]);
  c.req.addValidatedData("param", check(schema, params, "invalid_uri_params") as object);
}

/** Returns a parsed JSON body as its schema's output. @throws ServiceError `invalid_body`. */
export function checkedBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const unfit = findUnfit(body);
  if (unfit) throw invalid("invalid_body", [unfit]);
  return check(schema, body, "invalid_body");
}

/** Validates the parts a route describes and rejects others. The route reads them with `c.req.valid`. */
export function validate({ params, query = NO_QUERY, json }: RequestSchemas): RestMiddleware {
  return async (c, next) => {
    if (params) checkParams(c, params);
    c.req.addValidatedData("query", check(query, parseQuery(searchOf(c.req.url)), "invalid_query_params") as object);
    if (json) {
      const body = await readJson(c.req.raw, json.maxBytes);
      c.req.addValidatedData("json", checkedBody(json.schema, body) as object);
    }
    return next();
  };
}
