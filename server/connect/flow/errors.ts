import { loadProvider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { CallbackError } from "@/server/protocols/oauth2/callback";
import {
  classifyTokenFailure,
  OAuthError,
  OAuthResponseError,
  OAuthTransportError,
} from "@/server/protocols/oauth2/errors";
import { TemplateError } from "@/server/protocols/template/parse";
import { message, quote } from "@/wire/messages";

/** Converts a failure of a flow to the error that the end user sees. */
export function toFlowError(thrown: unknown, slug: string): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const provider = loadProvider(slug)?.name ?? slug;
  if (thrown instanceof CallbackError) {
    return thrown.reason === "issuer"
      ? new ServiceError("issuer_err", message("connect.callback_issuer", { provider }), { cause: thrown })
      : new ServiceError("callback_err", message("connect.callback_malformed", { provider }), { cause: thrown });
  }
  if (thrown instanceof OAuthError || thrown instanceof OAuthResponseError || thrown instanceof OAuthTransportError) {
    const params = { provider, ...(thrown instanceof OAuthError && quote(thrown.description)) };
    switch (classifyTokenFailure(thrown).kind) {
      case "bad_client":
        return new ServiceError("invalid_client", message("connect.client_rejected", params), { cause: thrown });
      case "outage":
      case "rate_limited": {
        const text = message("connect.provider_unavailable", { provider });
        return new ServiceError("provider_unavailable", text, { cause: thrown });
      }
      default:
        return new ServiceError("token_err", message("connect.no_token", params), { cause: thrown });
    }
  }
  if (thrown instanceof TemplateError) {
    const text = message("connect.template_failed", { provider, problem: thrown.message });
    return new ServiceError("template_err", text, { cause: thrown });
  }
  log().error({ err: thrown }, "an authorization flow failed");
  return new ServiceError("server_error", message("connect.unexpected"), { cause: thrown });
}
