import { authRuleOf } from "./auth";
import { head } from "./head";
import { methodTable, refuseUnknown } from "./not-found";
import { onError } from "./on-error";
import { type RateLimit, RateWindow } from "./rate-window";
import { type RestRouter, restRouter } from "./router";
import { connectSessions } from "./routes/connect-sessions";
import { connections } from "./routes/connections";
import { directAuth } from "./routes/direct-auth";
import { functionsProduct } from "./routes/functions-product";
import { health } from "./routes/health";
import { integrations } from "./routes/integrations";
import { lab } from "./routes/lab";
import { logos } from "./routes/logos";
import { oauth } from "./routes/oauth";
import { openApi } from "./routes/openapi";
import { providers } from "./routes/providers";

const ROUTERS = [
  connections,
  connectSessions,
  integrations,
  providers,
  oauth,
  directAuth,
  logos,
  health,
  functionsProduct,
];

/** The headers report this limit, but a self-hosted instance does not enforce it. */
const DEFAULT_RATE_LIMIT: RateLimit = { perMinute: 100_000, isEnforced: false };

interface RestParts {
  routers?: RestRouter[];
  rateLimit?: RateLimit;
}

/** Builds the REST API. Tests pass their own parts. */
export function createRest({ routers = ROUTERS, rateLimit = DEFAULT_RATE_LIMIT }: RestParts = {}): RestRouter {
  const app = restRouter();
  app.use("/lab/*", lab);
  app.use("*", head(new RateWindow(rateLimit)));
  for (const router of routers) app.route("/", router);
  app.route("/", openApi(app));
  const methodsOf = methodTable(app.routes.filter(({ handler }) => authRuleOf(handler)));
  app.notFound((c) => refuseUnknown(c, methodsOf(c.req.path)));
  app.onError(onError);
  return app;
}

/** The REST API of this process. `server/main.ts` and the route handlers in `app/(rest)` serve it. */
export const rest = createRest();
