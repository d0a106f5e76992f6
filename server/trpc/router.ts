import { router } from "./init";
import { connections, connectSessions } from "./routers/connections";
import { integrations } from "./routers/integrations";
import { providers } from "./routers/providers";
import { apiKeys, environment, gettingStarted } from "./routers/settings";
import { webhooks } from "./routers/webhooks";

export const appRouter = router({
  apiKeys,
  connectSessions,
  connections,
  environment,
  gettingStarted,
  integrations,
  providers,
  webhooks,
});

export type AppRouter = typeof appRouter;
