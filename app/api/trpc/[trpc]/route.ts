import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentUser } from "@/app/session";
import { appRouter } from "@/server/trpc/router";

function handler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async ({ req }) => ({
      userId: (await currentUser())?.id ?? null,
      environmentName: req.headers.get("x-keyhold-environment"),
    }),
  });
}

export { handler as GET, handler as POST };
