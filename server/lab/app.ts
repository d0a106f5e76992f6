import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { log } from "@/server/core/log";
import { me } from "./api";
import { controlRoutes } from "./control";
import { defaultLab, type Lab } from "./lab";
import { browserRoutes } from "./oauth/browser-routes";
import { Refusal } from "./oauth/refusal";
import { tokenEndpoint } from "./oauth/token-endpoint";
import { introspectionEndpoint, metadata, revocationEndpoint } from "./oauth/token-management";
import { indexPage } from "./pages/index-page";
import { pageHeaders } from "./pages/layout";

const MAX_BODY_BYTES = 64 * 1024;

/**
 * The provider lab: an OAuth 2.0 server and a small API to connect to. It follows the RFCs and shares no code with
 * Keyhold's protocol modules. Mount it only if the lab is on.
 */
export function labApp(lab: Lab = defaultLab()): Hono {
  const app = new Hono().basePath("/lab");
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => tooLarge() }));
  app.onError((error) => {
    if (error instanceof Refusal) return Response.json(error.body, { status: error.status, headers: error.headers });
    if (isUnstorable(error)) return Response.json({ error: "invalid_request" }, { status: 400 });
    log().error({ err: error }, "provider lab failed");
    return Response.json({ error: "server_error" }, { status: 500 });
  });
  app.get("/", (c) => c.html(indexPage(lab.publicUrl), 200, pageHeaders(lab.publicUrl)));
  app.get("/.well-known/oauth-authorization-server", (c) => c.json(metadata(lab)));
  app.use("/oauth2/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    c.header("pragma", "no-cache");
  });
  app.route("/oauth2", browserRoutes(lab));
  app.post("/oauth2/token", (c) => tokenEndpoint(lab, c.req.raw));
  app.post("/oauth2/revoke", (c) => revocationEndpoint(lab, c.req.raw));
  app.post("/oauth2/introspect", (c) => introspectionEndpoint(lab, c.req.raw));
  app.get("/api/me", (c) => me(lab, c.req.raw));
  app.route("/", controlRoutes(lab));
  return app;
}

/** Whether Postgres rejected a text with a NUL character (`character_not_in_repertoire`). */
function isUnstorable(error: Error): boolean {
  return "code" in error && error.code === "22021";
}

function tooLarge(): Response {
  return Response.json({ error: "invalid_request", error_description: "The request is too large." }, { status: 413 });
}
