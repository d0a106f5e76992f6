import { env } from "@/server/core/env";

/** Returns the URL that is an integration's client ID, for servers that support it. Null: this instance has no https URL. */
export function clientMetadataUrl({ callbackId }: { callbackId: string }): string | null {
  const base = env().KEYHOLD_PUBLIC_URL;
  return base.startsWith("https:") ? `${base}/oauth/client-metadata/${callbackId}` : null;
}
