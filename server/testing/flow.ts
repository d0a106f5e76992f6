import { locationOf, newBrowser, type TestBrowser } from "./browser";
import type { TestKeyhold } from "./serve";
import type { TestEnvironment } from "./team";

export const LAB_CLIENT = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" } as const;

/** A line of the lab's ledger. */
export interface LedgerLine {
  event: string;
  kind: string | null;
  fingerprint: string | null;
  detail: Record<string, unknown>;
}

interface SessionBody {
  integrationKey?: string;
  /** Parameters for the lab, such as `lab_token`. */
  lab?: Record<string, string>;
  [field: string]: unknown;
}

async function dataOf<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const body = (await response.json()) as { data: T };
  if (!response.ok) throw new Error(`${response.url} returned ${response.status}: ${JSON.stringify(body)}`);
  return body.data;
}

/** A flow whose callback isn't opened yet. */
export interface WaitingFlow {
  browser: TestBrowser;
  token: string;
  authorization: URL;
  callback: URL;
  connectionId: string;
}

/** Returns helpers that connect to the provider lab as a backend and an end user's browser do. */
export function flowsOf(keyhold: TestKeyhold) {
  async function addIntegration(environment: TestEnvironment, key: string, fields: Record<string, unknown> = {}) {
    const json = {
      provider: key,
      unique_key: key,
      ...(key === "lab-oauth2" && { credentials: LAB_CLIENT }),
      ...fields,
    };
    await dataOf(keyhold.call("/integrations", { apiKey: environment.apiKey, json }));
    return key;
  }

  function defaultsOf({ integrationKey = "lab-oauth2", lab = {}, ...fields }: SessionBody) {
    const params = { lab_consent: "allow", ...lab };
    return {
      integrations_config_defaults: { [integrationKey]: { authorization_params: params } },
      ...fields,
    };
  }

  /** @returns the session's token. */
  async function newSession({ apiKey }: TestEnvironment, body: SessionBody = {}): Promise<string> {
    const json = { end_user: { id: "user-42" }, ...defaultsOf(body) };
    return (await dataOf<{ token: string }>(keyhold.call("/connect/sessions", { apiKey, json }))).token;
  }

  async function reconnectSession({ apiKey }: TestEnvironment, connectionId: string, body: SessionBody = {}) {
    const { integrationKey = "lab-oauth2" } = body;
    const json = { connection_id: connectionId, integration_id: integrationKey, ...defaultsOf(body) };
    return (await dataOf<{ token: string }>(keyhold.call("/connect/sessions/reconnect", { apiKey, json }))).token;
  }

  /** Starts a flow. @returns the authorization URL. */
  async function begin(browser: TestBrowser, token: string, key = "lab-oauth2"): Promise<URL> {
    const response = await browser.go(`/oauth/connect/${key}?connect_session_token=${token}`);
    if (response.status !== 302)
      throw new Error(`Starting the flow returned ${response.status}: ${await response.text()}`);
    return locationOf(response);
  }

  /** Runs a flow up to its callback. `callback` is the callback URL, `connectionId` the ID that the connection will get. */
  async function waiting(environment: TestEnvironment, body: SessionBody = {}): Promise<WaitingFlow> {
    const browser = newBrowser(keyhold);
    const token = await newSession(environment, body);
    const authorization = await begin(browser, token, body.integrationKey);
    const callback = locationOf(await browser.go(authorization.href));
    return {
      browser,
      token,
      authorization,
      callback,
      connectionId: authorization.searchParams.get("lab_connection") ?? "",
    };
  }

  /** Runs a whole flow. @returns the connection's ID. */
  async function connect(environment: TestEnvironment, body: SessionBody = {}): Promise<string> {
    const { browser, callback } = await waiting(environment, body);
    const response = await browser.go(callback.href);
    const answer = (await response.json()) as { connectionId?: string };
    if (!answer.connectionId) throw new Error(`The callback returned ${response.status}: ${JSON.stringify(answer)}`);
    return answer.connectionId;
  }

  async function ledger(connectionId: string): Promise<LedgerLine[]> {
    const response = await keyhold.call(`/lab/ledger?connection=${encodeURIComponent(connectionId)}&limit=5000`);
    return ((await response.json()) as { entries: LedgerLine[] }).entries;
  }

  /** Changes how the lab treats a valid grant. */
  async function setLab(connectionId: string, levers: Record<string, unknown>): Promise<void> {
    const response = await keyhold.call("/lab/scenario", { json: { connection: connectionId, ...levers } });
    if (!response.ok) throw new Error(`The lab rejected the scenario: ${await response.text()}`);
  }

  return { addIntegration, newSession, reconnectSession, begin, waiting, connect, ledger, setLab };
}

/** Returns the requests to the token endpoint: redemptions, refreshes, and rejections of either. */
export function tokenRequestsIn(lines: LedgerLine[]): string[] {
  return lines
    .filter(
      ({ event, kind }) => event === "refreshed" || (event === "issued" && kind === "access") || event === "refused",
    )
    .map(({ event, kind, detail }) => [event, kind, detail.reason].filter(Boolean).join(" "));
}
