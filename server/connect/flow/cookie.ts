import { env } from "@/server/core/env";

/** Life of a flow and its cookie: ten minutes to sign in at the provider. */
export const FLOW_TTL_SECONDS = 10 * 60;

/** A cookie that ties one flow to the browser that began it. */
export interface FlowCookie {
  name: string;
  value: string;
  maxAgeSeconds: number;
}

/** The cookie's name carries the flow's id, so that two flows in one browser do not take each other's place. */
export function flowCookieName(attemptId: string): string {
  // `__Host-` cookies exist only on https; a laptop on http://localhost goes without the prefix.
  const prefix = env().KEYHOLD_PUBLIC_URL.startsWith("https:") ? "__Host-" : "";
  return `${prefix}keyhold_flow_${attemptId}`;
}
