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

/** Says what a failed try to get a token with what was typed means for the person who typed it. */
export function toConnectError(thrown: unknown, { name }: Provider): unknown {
  if (thrown instanceof AssertionKeyError) {
    return new ServiceError("invalid_connection", thrown.message, { cause: thrown });
  }
  if (thrown instanceof TemplateError || thrown instanceof TypeError) {
    const message = "A value holds characters that cannot be used here. Copy it again, whole.";
    return new ServiceError("invalid_connection", message, { cause: thrown });
  }
  const isProtocol =
    thrown instanceof OAuthError || thrown instanceof OAuthResponseError || thrown instanceof OAuthTransportError;
  if (!isProtocol) return thrown;
  const said = thrown instanceof OAuthError && thrown.description ? ` It said: ${thrown.description}` : "";
  const { kind } = classifyTokenFailure(thrown);
  if (kind === "outage" || kind === "rate_limited") {
    const message = `${name} is not answering right now, so nothing was connected. Try again in a few minutes.${said}`;
    return new ServiceError("provider_unavailable", message, { cause: thrown });
  }
  const message = `${name} did not accept these credentials. Check them and try again.${said}`;
  return new ServiceError("connection_test_failed", message, { cause: thrown });
}
