import type { ApiCall, ApiTarget } from "./api-request";
import { callApi } from "./call-api";
import type { Io } from "./io";
import type { TemplateValues } from "./template/render";

/** An API and the call that only works with valid credentials, from the catalog. */
export interface VerifyTarget extends ApiTarget {
  call: ApiCall;
}

/** The result of a verify call. `said`: the provider's error message, plain text. */
export type VerifyResult =
  | { kind: "accepted" }
  | { kind: "refused" | "unavailable"; status: number | null; said: string | null };

/** Tests a credential with a call to its API. @throws TemplateError, TypeError when the values don't make a valid request. */
export async function verifyCredential(target: VerifyTarget, values: TemplateValues, io: Io): Promise<VerifyResult> {
  const { kind, status, said } = await callApi(target, target.call, values, io);
  return kind === "ok" ? { kind: "accepted" } : { kind, status, said };
}
