import { createRoute } from "@hono/zod-openapi";
import { ServiceError } from "@/server/core/errors";
import { AnyQuery } from "@/wire/common";
import { anyApiKey } from "../auth";
import { unreadInput } from "../responses";
import { restRouter } from "../router";

/** Paths of the wire protocol for running functions and syncing records, which Keyhold does not do. */
const PATHS = [
  "/scripts/config",
  "/records",
  "/records/prune",
  "/sync/{rest}",
  "/sync/{rest}/{more}",
  "/sync/{rest}/{more}/{last}",
  "/action/{rest}",
  "/integrations/{uniqueKey}/functions",
  "/integrations/{uniqueKey}/functions/{rest}",
  "/integrations/{uniqueKey}/functions/{rest}/{more}",
];
const METHODS = ["get", "post", "put", "patch", "delete"] as const;

const router = restRouter();
for (const path of PATHS) {
  for (const method of METHODS) {
    const takesBody = method !== "get" && method !== "delete";
    const route = createRoute({
      method,
      path,
      hide: true,
      middleware: anyApiKey(),
      request: { query: AnyQuery, ...(takesBody && { body: unreadInput("The SDK's request body.") }) },
      responses: { 403: { description: "This instance does not run functions." } },
    });
    router.openapi(route, () => {
      throw new ServiceError(
        "feature_disabled",
        "Keyhold doesn't run functions or sync records. It connects accounts and keeps their credentials valid.",
      );
    });
  }
}

/** Reports that these features don't exist, so that callers don't search for a mistake in their code. */
export const functionsProduct = router;
