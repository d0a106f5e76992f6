import type { ApiCall, ApiTarget } from "./api-request";
import { callApi } from "./call-api";
import type { Io } from "./io";
import type { TemplateValues } from "./template/render";

/** An API and the call that works only with a right credential, as the catalog says them. */
export interface VerifyTarget extends ApiTarget {
  call: ApiCall;
}

/** What a verify call found out. `said`: the provider's own words, text only. */
export type VerifyResult =
  | { kind: "accepted" }
  | { kind: "refused" | "unavailable"; status: number | null; said: string | null };

/** Tries a credential at its API. @throws TemplateError, TypeError when the call cannot be built from these values. */
export async function verifyCredential(target: VerifyTarget, values: TemplateValues, io: Io): Promise<VerifyResult> {
  const { kind, status, said } = await callApi(target, target.call, values, io);
  return kind === "ok" ? { kind: "accepted" } : { kind, status, said };
}
