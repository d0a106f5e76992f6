import { loadProvider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import type { WireProvider } from "@/wire/providers";
import { toWireProvider } from "./wire";

/** One provider of the catalog. @throws ServiceError `not_found` */
export function getProvider(slug: string): WireProvider {
  const entry = loadProvider(slug);
  if (!entry) throw new ServiceError("not_found", `The catalog has no provider "${slug}". See GET /providers.`);
  return toWireProvider(entry);
}
