import type { ProviderOf } from "@/providers/load";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { GivenCredentials, Issued, SchemeOf } from "../scheme";
import { signAssertion } from "../signed/sign";
import { appFlow, pluginFlow } from "./flow";
import { installationToken, refreshInstallation } from "./installation";

type App = ProviderOf<"app_installation">;

async function take(
  given: GivenCredentials,
  { provider, values }: { provider: App; values: TemplateValues },
): Promise<Issued> {
  if (!("installation_id" in given)) throw new TypeError("Importing an installation requires installation_id");
  const kept = { installation_id: given.installation_id };
  return { ...(await installationToken(provider, { ...values, ...kept })), kept };
}

/** An app that the end user installs. Keyhold gets tokens for the installation. */
export const appInstallation: SchemeOf<"app_installation"> = {
  client: "team",
  flow: appFlow,
  refresh: refreshInstallation,
  need: ({ user }) => (user ? "client_and_app" : "app"),
  appProof: ({ assertion }, values) => signAssertion(assertion, values).token,
  take,
};

/** A plugin that the end user installs. Its API calls use the team's keys. */
export const pluginInstall: SchemeOf<"plugin_install"> = { client: "team", flow: pluginFlow };
