// Constants only, without zod: browser code imports this file.
import type { AuthMode } from "./schemes";

/** Paths of the public API that are used in more than one place. */
export const ENDPOINTS = {
  connections: "/connections",
  integrations: "/integrations",
  providers: "/providers",
  connectSessions: "/connect/sessions",
  connectSession: "/connect/session",
  startOAuth: "/oauth/connect",
  callback: "/oauth/callback",
  logos: "/images/template-logos",
} as const;

/** Where the Connect UI sends the form of an auth mode; the integration's key follows. Source: wire protocol §4. */
export const FORM_ENDPOINTS = {
  API_KEY: "/api-auth/api-key",
  BASIC: "/api-auth/basic",
  OAUTH2_CC: "/oauth2/auth",
  TWO_STEP: "/auth/two-step",
  JWT: "/auth/jwt",
  TBA: "/auth/tba",
  BILL: "/auth/bill",
  SIGNATURE: "/auth/signature",
  AWS_SIGV4: "/auth/aws-sigv4",
  NONE: "/auth/unauthenticated",
} as const satisfies Partial<Record<AuthMode, string>>;
export type FormMode = keyof typeof FORM_ENDPOINTS;

/** Query parameters of the Connect UI. */
export const CONNECT_QUERY = { token: "session_token", integration: "integration" } as const;

/** Path of the Connect UI. The token can be absent when the tab already has one. */
export function connectPath({ token, integration }: { token?: string; integration?: string } = {}): string {
  const query = new URLSearchParams();
  if (token !== undefined) query.set(CONNECT_QUERY.token, token);
  if (integration !== undefined) query.set(CONNECT_QUERY.integration, integration);
  return query.size > 0 ? `/connect?${query}` : "/connect";
}

/** Path of the page that shows the result of a flow. */
export function resultPath(attemptId: string): string {
  return `/connect/result/${attemptId}`;
}

/** Path of the page that shows an error when no flow of this browser is known. */
export function failurePath(code: string): string {
  return `/connect/result?error=${encodeURIComponent(code)}`;
}

/** Path of a provider's logo, an SVG. */
export function logoPath(slug: string): string {
  return `${ENDPOINTS.logos}/${encodeURIComponent(slug)}.svg`;
}

/** Path of an integration's callback. */
export function callbackPath(callbackId: string): string {
  return `${ENDPOINTS.callback}/${callbackId}`;
}
