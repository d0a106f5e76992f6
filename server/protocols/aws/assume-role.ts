import type { Io } from "../io";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "../oauth2/errors";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { valueAt } from "../value-at";
import { webUrl } from "../web-url";
import { readXml } from "../xml/read";
import { type AwsKeys, signAwsRequest } from "./sign-v4";

const VERSION = "2011-06-15";
const MAX_BYTES = 64 * 1024;
/** AWS errors that are temporary. */
const TEMPORARY = new Set([
  "Throttling",
  "ThrottlingException",
  "RequestLimitExceeded",
  "InternalFailure",
  "ServiceUnavailable",
]);

/** A role to assume. */
export interface AssumeRoleInput {
  roleArn: string;
  /** The external ID from the role's trust policy. */
  externalId?: string | undefined;
  sessionName: string;
  region: string;
  durationSeconds?: number | undefined;
  /** STS endpoint. Default: the region's. */
  endpoint?: string | undefined;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = text.trimStart().startsWith("<") ? readXml(text) : JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function refusal(answer: Record<string, unknown>, status: number): never {
  const error = valueAt(answer, "Error") ?? valueAt(answer, "ErrorResponse.Error");
  const code = plainText(valueAt(error, "Code"), 100) ?? `status ${status}`;
  if (status >= 500 || status === 429 || TEMPORARY.has(code))
    throw new OAuthResponseError(`its error code is ${code}`, Math.max(status, 500));
  throw new OAuthError("invalid_grant", plainText(valueAt(error, "Message")) ?? code, status);
}

interface StsCall {
  params: Record<string, string>;
  endpoint: string;
  region: string;
}

/** Calls STS once. @throws OAuthError, OAuthResponseError, OAuthTransportError */
async function callSts({ params, endpoint, region }: StsCall, keys: AwsKeys, io: Io) {
  const url = webUrl(endpoint);
  const body = new URLSearchParams({ ...params, Version: VERSION }).toString();
  const headers = new Headers({
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  });
  signAwsRequest({ method: "POST", url, headers, body }, keys, { region, service: "sts" }, io.now());
  let response: Response;
  let text: string | null;
  try {
    response = await io.fetch(url.href, { method: "POST", headers, body, redirect: "manual" });
    text = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  const answer = parsed(text ?? "");
  if (!response.ok) refusal(answer, response.status);
  return { answer, status: response.status };
}

/** An ISO date, or epoch seconds in JSON responses. */
function timeOf(value: unknown): number {
  return typeof value === "number" ? value * 1000 : Date.parse(String(value));
}

/**
 * Assumes a role. @returns the keys of the session.
 * @throws OAuthError with AWS's error message; OAuthResponseError, OAuthTransportError.
 * @see AWS STS API reference, AssumeRole
 */
export async function assumeRole(
  { roleArn, externalId, sessionName, region, durationSeconds = 3600, ...input }: AssumeRoleInput,
  keys: AwsKeys,
  io: Io,
): Promise<{ keys: AwsKeys & { sessionToken: string }; expiresAt: number; raw: Record<string, unknown> }> {
  const params = {
    Action: "AssumeRole",
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    DurationSeconds: String(durationSeconds),
    ...(externalId !== undefined && { ExternalId: externalId }),
  };
  const endpoint = input.endpoint ?? `https://sts.${region}.amazonaws.com/`;
  const { answer, status } = await callSts({ params, endpoint, region }, keys, io);
  const result = valueAt(answer, "AssumeRoleResponse.AssumeRoleResult");
  const at = (name: string) => valueAt(result, `Credentials.${name}`);
  const [accessKeyId, secretAccessKey, sessionToken] = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map(at);
  const expiresAt = timeOf(at("Expiration"));
  const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
  if (!isText(accessKeyId) || !isText(secretAccessKey) || !isText(sessionToken) || Number.isNaN(expiresAt))
    throw new OAuthResponseError("it has no keys", status);
  const user = valueAt(result, "AssumedRoleUser");
  return { keys: { accessKeyId, secretAccessKey, sessionToken }, expiresAt, raw: { AssumedRoleUser: user ?? null } };
}
