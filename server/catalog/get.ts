import { loadProvider } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { AnyCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import type { WireProvider } from "@/wire/providers";
import { toWireProvider } from "./wire";

/** Returns one provider of the catalog. @throws ServiceError `not_found` */
export function readProvider(slug: string): WireProvider {
  const entry = loadProvider(slug);
  if (!entry) throw new ServiceError("not_found", `The catalog has no provider "${slug}". See GET /providers.`);
  return toWireProvider(entry);
}

/** {@link readProvider} with a permission check. */
export const getProvider = verb("catalog:read", async (_ctx: AnyCtx, { slug }: { slug: string }) => readProvider(slug));
