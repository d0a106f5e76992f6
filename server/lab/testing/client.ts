import { createHash, randomUUID } from "node:crypto";
import { pool } from "@/server/db";
import { labApp } from "../app";
import { CLIENT } from "../fixtures";

export const PUBLIC_URL = "http://keyhold.test:3000";
export const REDIRECT_URI = `${PUBLIC_URL}/oauth/callback/cb_test`;
const VERIFIER = "a-verifier-of-forty-three-or-more-characters-0";
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

const RUN = randomUUID().slice(0, 8);
/** A connection label for this run only, because the ledger is never emptied. */
export const label = (name: string) => `${name}-${RUN}`;

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
  scope: string;
}

/** Returns a client of a new lab with its own clock. */
export function startLab(options: { hangMs?: number } = {}) {
  let time = Date.parse("2026-01-01T12:00:00Z");
  const lab = { publicUrl: PUBLIC_URL, pool, now: () => new Date(time), hangMs: options.hangMs ?? 60_000 };
  const app = labApp(lab);
  const request = async (path: string, init?: RequestInit) => app.request(`${PUBLIC_URL}/lab${path}`, init);

  const postForm = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    request(path, { method: "POST", body: new URLSearchParams(form), headers });
  const postJson = (path: string, body: unknown) =>
    request(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const token = (form: Record<string, string>, init: { signal?: AbortSignal } = {}) =>
    request("/oauth2/token", {
      method: "POST",
      body: new URLSearchParams({ client_id: CLIENT.id, client_secret: CLIENT.secret, ...form }),
      ...init,
    });

  /** Sends an authorization request. Parameters that are null are left out. */
  const authorize = (params: Record<string, string | null> = {}) => {
    const all = {
      client_id: CLIENT.id,
      redirect_uri: REDIRECT_URI,
      response_type: "code",
      state: "some state",
      code_challenge: CHALLENGE,
      code_challenge_method: "S256",
      ...params,
    };
    const query = new URLSearchParams(Object.entries(all).flatMap(([k, v]) => (v === null ? [] : [[k, v]])));
    return request(`/oauth2/authorize?${query}`);
  };
  const codeFor = async (params: Record<string, string> = {}) => {
    const response = await authorize({ lab_consent: "allow", ...params });
    return locationOf(response).searchParams.get("code") ?? "";
  };
  const redeem = (code: string, form: Record<string, string> = {}) =>
    token({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER, ...form });

  return {
    request,
    postForm,
    postJson,
    token,
    authorize,
    codeFor,
    redeem,
    passSeconds: (seconds: number) => {
      time += seconds * 1000;
    },
    /** Completes the whole flow: consent, code, tokens. */
    connect: async (params: Record<string, string> = {}): Promise<Tokens> =>
      (await redeem(await codeFor(params))).json(),
    refresh: (refreshToken: string, form: Record<string, string> = {}) =>
      token({ grant_type: "refresh_token", refresh_token: refreshToken, ...form }),
    me: (headers: Record<string, string>) => request("/api/me", { headers }),
    ledger: async (connection: string): Promise<LedgerLine[]> => {
      const { entries } = await (await request(`/ledger?connection=${encodeURIComponent(connection)}`)).json();
      return entries;
    },
  };
}

export interface LedgerLine {
  at: string;
  event: string;
  kind: string | null;
  fingerprint: string | null;
  detail: Record<string, unknown>;
}

export function locationOf(response: Response): URL {
  return new URL(response.headers.get("location") ?? "about:blank");
}

/** Returns the status and body of a response. */
export async function answerOf(response: Response): Promise<[number, unknown]> {
  return [response.status, await response.json()];
}

/** Returns event, kind and reason of each line. */
export function storyOf(lines: LedgerLine[]): string[] {
  return lines.map(({ event, kind, detail }) => [event, kind, detail.reason ?? detail.by].filter(Boolean).join(" "));
}
