import { createRoute } from "@hono/zod-openapi";
import { ServiceError } from "@/server/core/errors";
import { AnyQuery } from "@/wire/common";
import { anyApiKey } from "../auth";
import { unreadInput } from "../responses";
import { restRouter } from "../router";

/** Paths of the wire protocol that belong to a product we are not: running functions and syncing records. */
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
      request: { query: AnyQuery, ...(takesBody && { body: unreadInput("Whatever the SDK sends.") }) },
      responses: { 403: { description: "This instance does not run functions." } },
    });
    router.openapi(route, () => {
      throw new ServiceError(
        "feature_disabled",
        "Keyhold connects accounts and keeps credentials; it does not run functions or sync records.",
      );
    });
  }
}

/** Says plainly what is not offered, so that an SDK's caller does not look for a typing error. */
export const functionsProduct = router;
