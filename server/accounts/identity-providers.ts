import { env } from "@/server/core/env";

/** The identity providers that are set up on this instance. */
export function enabledIdentityProviders(): { github: boolean; google: boolean } {
  return { github: Boolean(env().GITHUB_CLIENT_ID), google: Boolean(env().GOOGLE_CLIENT_ID) };
}
