import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { TemplateError } from "@/server/protocols/template/parse";
import type { TemplateValues } from "@/server/protocols/template/render";
import { verifyCredential } from "@/server/protocols/verify-call";
import { apiTargetOf } from "@/server/schemes/api-target";
import type { SigningSecrets } from "@/server/schemes/scheme";
import { message, quote } from "@/wire/messages";

/** Reports values that no request can be built from, such as `..` in a path, as an input error. */
function toInputError(cause: unknown): never {
  if (!(cause instanceof TemplateError || cause instanceof TypeError)) throw cause;
  throw new ServiceError("invalid_connection", message("connect.characters_refused"), { cause });
}

/**
 * Tests credentials with the provider, when the catalog has a call for it.
 * @throws ServiceError `connection_test_failed` with the provider's error message, `provider_unavailable` when it is down,
 *   `invalid_connection` when no request can be built from the values.
 */
export async function verify(provider: Provider, values: TemplateValues, secrets: SigningSecrets = {}): Promise<void> {
  const { verify: call, name } = provider;
  if (!call) return;
  const target = { ...apiTargetOf(provider, values, secrets), call };
  const result = await verifyCredential(target, values, io()).catch(toInputError);
  if (result.kind === "accepted") return;
  const params = { provider: name, ...quote(result.said) };
  if (result.kind === "unavailable")
    throw new ServiceError("provider_unavailable", message("connect.check_unavailable", params));
  const { status } = result;
  throw new ServiceError(
    "connection_test_failed",
    "said" in params || status === null
      ? message("connect.credentials_rejected", params)
      : message("connect.credentials_rejected_status", { provider: name, status }),
  );
}
