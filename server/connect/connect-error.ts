import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { AssertionKeyError } from "@/server/protocols/assertion/sign-jwt";
import {
  classifyTokenFailure,
  OAuthError,
  OAuthResponseError,
  OAuthTransportError,
} from "@/server/protocols/oauth2/errors";
import { TemplateError } from "@/server/protocols/template/parse";
import { message, quote } from "@/wire/messages";

/** Returns the error to show when a token can't be issued from what the end user typed. */
export function toConnectError(thrown: unknown, { name }: Provider): unknown {
  if (thrown instanceof AssertionKeyError) {
    return new ServiceError("invalid_connection", thrown.problem, { cause: thrown });
  }
  if (thrown instanceof TemplateError && thrown.missing !== null) {
    const text = message("connect.template_failed", { provider: name, problem: thrown.message });
    return new ServiceError("template_err", text, { cause: thrown });
  }
  if (thrown instanceof TemplateError || thrown instanceof TypeError) {
    return new ServiceError("invalid_connection", message("connect.characters_refused"), { cause: thrown });
  }
  const isProtocol =
    thrown instanceof OAuthError || thrown instanceof OAuthResponseError || thrown instanceof OAuthTransportError;
  if (!isProtocol) return thrown;
  const params = { provider: name, ...(thrown instanceof OAuthError && quote(thrown.description)) };
  const { kind } = classifyTokenFailure(thrown);
  if (kind === "outage" || kind === "rate_limited") {
    return new ServiceError("provider_unavailable", message("connect.provider_unavailable", params), { cause: thrown });
  }
  return new ServiceError("connection_test_failed", message("connect.credentials_rejected", params), { cause: thrown });
}
