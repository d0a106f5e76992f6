import { env } from "@/server/core/env";

/** The address that is an integration's client id, where servers take one. Null: this instance has no https address. */
export function clientMetadataUrl({ callbackId }: { callbackId: string }): string | null {
  const base = env().KEYHOLD_PUBLIC_URL;
  return base.startsWith("https:") ? `${base}/oauth/client-metadata/${callbackId}` : null;
}
