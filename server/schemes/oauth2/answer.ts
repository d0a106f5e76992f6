import { ServiceError } from "@/server/core/errors";
import { readCallback } from "@/server/protocols/oauth2/callback";
import { message, quote } from "@/wire/messages";
import type { FlowReturn } from "../flow";

/** Ends a flow whose provider said no. */
export function refused(error: string, description: string | null): never {
  if (error === "access_denied") {
    throw new ServiceError("access_denied", message("connect.access_denied"));
  }
  throw new ServiceError("callback_err", message("connect.provider_error", { error, ...quote(description) }));
}

/** The code a browser brought back, and everything else in the address. @throws CallbackError, ServiceError */
export function codeOf({ params, issuer, secrets }: FlowReturn, codeParam?: string) {
  const issRequired = secrets.issRequired ?? issuer !== null;
  const answer = readCallback(params, { issuer, issRequired, codeParam });
  return answer.kind === "code" ? answer : refused(answer.error, answer.description);
}
