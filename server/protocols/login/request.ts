import type { Io } from "../io";
import { OAuthTransportError } from "../oauth2/errors";
import { TemplateError } from "../template/parse";
import { fillJson, fillTemplates, renderHeader, renderXml, type TemplateValues } from "../template/render";
import { renderUrl } from "../template/render-url";

/** One login request. Every string is a template. */
export interface LoginStep {
  url: string;
  method: "POST" | "GET";
  bodyFormat: "form" | "json" | "query" | "xml";
  headers?: Record<string, string> | undefined;
  /** Parameters, or a whole document when the body is XML. */
  params?: Record<string, unknown> | string | undefined;
}

const TYPES = { form: "application/x-www-form-urlencoded", json: "application/json", xml: "application/xml" };

/** Parameters as strings: forms and queries have no numbers or lists. */
function flat(params: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function bodyOf(step: LoginStep, url: URL, values: TemplateValues): string | null {
  const { params, bodyFormat, method } = step;
  if (typeof params === "string") return renderXml(params, values);
  const filled = fillJson(params ?? {}, values) as Record<string, unknown>;
  if (method === "GET" || bodyFormat === "query") {
    for (const [name, value] of flat(filled)) url.searchParams.set(name, value);
    return null;
  }
  return bodyFormat === "form" ? flat(filled).toString() : JSON.stringify(filled);
}

function build(step: LoginStep, values: TemplateValues): { url: URL; init: RequestInit } {
  const url = new URL(renderUrl(step.url, values));
  const headers = new Headers({ accept: "application/json" });
  const body = bodyOf(step, url, values);
  if (body !== null && step.bodyFormat !== "query") headers.set("content-type", TYPES[step.bodyFormat]);
  const all = { ...values, "@method": step.method, "@host": url.host, "@path": url.pathname };
  const named = fillTemplates(step.headers, all, renderHeader);
  for (const [name, value] of Object.entries(named)) headers.set(name, value);
  return { url, init: { method: step.method, headers, body, redirect: "manual" } };
}

/** Sends one request. @throws OAuthTransportError without a response; TemplateError, TypeError for an invalid request. */
export async function send(step: LoginStep, values: TemplateValues, io: Io): Promise<Response> {
  let request: ReturnType<typeof build>;
  try {
    request = build(step, values);
  } catch (error) {
    if (error instanceof RangeError) throw new TemplateError(error.message);
    throw error;
  }
  try {
    return await io.fetch(request.url.href, request.init);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
}
