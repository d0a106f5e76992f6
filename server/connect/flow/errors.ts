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

/** Says what an OAuth failure means for the person who is connecting, and who can mend it. */
export function toFlowError(thrown: unknown, slug: string): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const name = loadProvider(slug)?.name ?? "The provider";
  if (thrown instanceof CallbackError) {
    const code = thrown.reason === "issuer" ? "issuer_err" : "callback_err";
    return new ServiceError(code, `${name}'s answer was refused: ${thrown.message} Start again.`, { cause: thrown });
  }
  if (thrown instanceof OAuthError || thrown instanceof OAuthResponseError || thrown instanceof OAuthTransportError) {
    const said = thrown instanceof OAuthError && thrown.description ? ` It said: ${thrown.description}` : "";
    switch (classifyTokenFailure(thrown).kind) {
      case "bad_client": {
        const message = `${name} does not accept this integration's client id and secret. The product's team must correct them.${said}`;
        return new ServiceError("invalid_client", message, { cause: thrown });
      }
      case "outage":
      case "rate_limited":
        return new ServiceError(
          "provider_unavailable",
          `${name} is not answering right now. Try again in a few minutes.`,
          { cause: thrown },
        );
      default:
        return new ServiceError("token_err", `${name} did not hand out a token. Start again.${said}`, {
          cause: thrown,
        });
    }
  }
  log().error({ err: thrown }, "an authorization flow failed");
  return new ServiceError("server_error", "Something went wrong on our side. Try again in a minute.", {
    cause: thrown,
  });
}
