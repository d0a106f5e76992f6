import { ServiceError } from "@/server/core/errors";
import { readCallback } from "@/server/protocols/oauth2/callback";
import { message, quote } from "@/wire/messages";
import type { FlowReturn } from "../flow";

/** Throws the error of a callback in which the provider reported one. */
export function refused(error: string, description: string | null): never {
  if (error === "access_denied") {
    throw new ServiceError("access_denied", message("connect.access_denied"));
  }
  throw new ServiceError("callback_err", message("connect.provider_error", { error, ...quote(description) }));
}

/** Returns the code and the other parameters of a callback. @throws CallbackError, ServiceError */
export function codeOf({ params, issuer, secrets }: FlowReturn, codeParam?: string) {
  const issRequired = secrets.issRequired ?? issuer !== null;
  const answer = readCallback(params, { issuer, issRequired, codeParam });
  return answer.kind === "code" ? answer : refused(answer.error, answer.description);
}
