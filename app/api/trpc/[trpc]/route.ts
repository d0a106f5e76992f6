import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentUser } from "@/app/session";
import { limitBody } from "@/server/rest/page-routes";
import { appRouter } from "@/server/trpc/router";
import { ENVIRONMENT_HEADER } from "@/wire/auth";

const handler = limitBody("dashboard", (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async ({ req }) => ({
      userId: (await currentUser())?.id ?? null,
      environmentName: req.headers.get(ENVIRONMENT_HEADER),
    }),
  }),
);

export { handler as GET, handler as POST };
