import { env } from "@/server/core/env";

/** How long a flow and its cookie are valid: the time to sign in at the provider. */
export const FLOW_TTL_SECONDS = 10 * 60;

/** A cookie that binds a flow to the browser that started it. */
export interface FlowCookie {
  name: string;
  value: string;
  maxAgeSeconds: number;
}

/** Returns the name of a flow's cookie. It contains the flow's ID, so that two flows in one browser don't overwrite each other. */
export function flowCookieName(attemptId: string): string {
  // Browsers accept `__Host-` cookies only over https, so http://localhost has no prefix.
  const prefix = env().KEYHOLD_PUBLIC_URL.startsWith("https:") ? "__Host-" : "";
  return `${prefix}keyhold_flow_${attemptId}`;
}
