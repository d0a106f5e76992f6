import { randomBytes } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { type Answer, json } from "./answers";
import { assertionProblem } from "./assertions";
import type { SeenRequest } from "./judges";
import { putAt, toXml } from "./paths";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import { fill, type Values } from "./template";
import { readParams } from "./token-params";

type Login = Extract<Provider, { scheme: "token_exchange" | "session_login" | "jwt_bearer" | "saml_bearer" }>;
type Step = Login["steps"][number];

/** The values of earlier responses that later templates use, each with a unique value. */
function stepValues(entry: Provider, steps: readonly Step[]): Record<string, string> {
  const text = JSON.stringify(entry);
  const names = new Set([...text.matchAll(/\{(@step\d+\.[\w.-]+)\}/g)].map(([, name = ""]) => name));
  return Object.fromEntries(
    [...names].map((name) => {
      const isAddress = steps.some(({ url }) => url.startsWith(`{${name}}`));
      const own = `${entry.slug}-${randomBytes(6).toString("hex")}`;
      return [name, isAddress ? `https://${own}.example.com` : own];
    }),
  );
}

function flatJson(template: unknown): Record<string, string> {
  if (template === null || typeof template !== "object") return {};
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function readBody(reader: Reader, request: SeenRequest, step: Step): void {
  const { params, method, bodyFormat } = step;
  if (typeof params === "string") {
    // Spaces around a document don't matter.
    reader.text("the document", params.trim(), request.body.trim());
    return;
  }
  if (method === "GET" || bodyFormat === "query" || bodyFormat === "form") {
    const sent = readParams(reader, request, method, bodyFormat);
    const templates = flatJson(params);
    reader.texts("the parameter", templates, (name) => sent.get(name));
    const isAddress = method === "GET" || bodyFormat === "query";
    const own = isAddress ? [...new URLSearchParams(step.url.split("?")[1] ?? "").keys()] : [];
    reader.noOthers("the parameter", sent.keys(), [...Object.keys(templates), ...own]);
    return;
  }
  const type = request.headers.get("content-type") ?? "none";
  if (!type.startsWith("application/json") && !("content-type" in (step.headers ?? {}))) {
    reader.say(`The content type is ${type}, not application/json.`);
  }
  try {
    reader.json("the body", params ?? {}, JSON.parse(request.body || "{}"));
  } catch {
    reader.say("The body is not JSON.");
  }
}

/** Checks a login request. */
function readStep(play: Play, request: SeenRequest, step: Step, values: Values): string[] {
  const known = { ...values, "@method": request.method, "@host": request.url.host, "@path": request.url.pathname };
  const reader = new Reader(known, {
    "@assertion": (text) => assertionProblem(play, text, values),
    token: play.liveToken,
    refresh_token: play.liveRefresh,
  });
  reader.texts("the header", step.headers, (name) => request.headers.get(name));
  readBody(reader, request, step);
  return reader.finish();
}

function middleAnswer(play: Play, step: Step, number: number): Answer {
  const prefix = `@step${number}.`;
  const own = Object.entries(play.state.steps).filter(([name]) => name.startsWith(prefix));
  const tree = own.reduce<unknown>((made, [name, value]) => putAt(made, name.slice(prefix.length), value), {});
  if (step.bodyFormat === "xml") return { status: 200, body: toXml(tree), type: "text/xml" };
  return json(tree);
}

/** The endpoints of a list of requests. The last one returns the result of `issue`. */
export function stepEndpoints(
  play: Play,
  steps: readonly Step[],
  input: { name: string; issue: (format: "json" | "xml") => Answer; extra?: () => Values },
): Endpoint[] {
  Object.assign(play.state.steps, stepValues(play.entry, steps));
  return steps.map((step, index) => ({
    name: steps.length === 1 ? input.name : `${input.name} ${index + 1}`,
    method: step.method,
    urls: (values) => [fill(step.url, { ...values, ...input.extra?.() })],
    judge: (request, values): Opinion => ({
      problems: readStep(play, request, step, { ...values, ...input.extra?.() }),
      accept: () =>
        index === steps.length - 1
          ? input.issue(step.bodyFormat === "xml" ? "xml" : "json")
          : middleAnswer(play, step, index + 1),
    }),
  }));
}

/** The endpoints of a login and its refresh. */
export function loginEndpoints(play: Play, entry: Login): Endpoint[] {
  const { tokenResponse: rules, assumeExpiresIn, refresh } = entry;
  const withRefresh = refresh !== undefined || rules.refreshToken !== undefined;
  const issue = (format: "json" | "xml") => play.issue({ rules, assumeExpiresIn, withRefresh, format });
  const steps = stepEndpoints(play, entry.steps, { name: "login", issue });
  return refresh ? [...steps, ...stepEndpoints(play, [refresh], { name: "refresh", issue })] : steps;
}

/** The endpoints that exchange the first token of an authorization-code entry for the one to store. */
export function exchangeEndpoints(play: Play, entry: Extract<Provider, { scheme: "oauth2_code" }>): Endpoint[] {
  const { tokenResponse: rules, assumeExpiresIn, refreshBy } = entry;
  const issue = (format: "json" | "xml") =>
    play.issue({ rules, assumeExpiresIn, withRefresh: refreshBy === "refresh_token", format });
  return stepEndpoints(play, entry.exchange ?? [], { name: "exchange", issue, extra: () => play.clientValues() });
}
