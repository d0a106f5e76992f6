import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { TemplateError } from "@/server/protocols/template/parse";
import type { TemplateValues } from "@/server/protocols/template/render";
import { verifyCredential } from "@/server/protocols/verify-call";
import { apiTargetOf } from "@/server/schemes/api-target";
import type { SigningSecrets } from "@/server/schemes/scheme";

/** Values from which no call can be built are the fault of whoever typed them, such as `..` for a part of an address. */
function refuseUnfit(cause: unknown): never {
  if (!(cause instanceof TemplateError || cause instanceof TypeError)) throw cause;
  const message = "A value holds characters that cannot be used here. Copy it again, whole.";
  throw new ServiceError("invalid_connection", message, { cause });
}

/**
 * Tries a credential at the provider, where the catalog knows a call for it.
 * @throws ServiceError `connection_test_failed` with the provider's own words, `provider_unavailable` when it is down,
 *   `invalid_connection` when the values make no call.
 */
export async function verify(provider: Provider, values: TemplateValues, secrets: SigningSecrets = {}): Promise<void> {
  const { verify: call, name } = provider;
  if (!call) return;
  const target = { ...apiTargetOf(provider, values, secrets), call };
  const result = await verifyCredential(target, values, io()).catch(refuseUnfit);
  if (result.kind === "accepted") return;
  const said = result.said ? ` It said: ${result.said}` : "";
  if (result.kind === "unavailable") {
    const message = `${name} is not answering right now, so the credential could not be checked. Try again in a few minutes.${said}`;
    throw new ServiceError("provider_unavailable", message);
  }
  const reason = said || ` It answered with status ${result.status}.`;
  throw new ServiceError(
    "connection_test_failed",
    `${name} did not accept this credential. Check it and try again.${reason}`,
  );
}
