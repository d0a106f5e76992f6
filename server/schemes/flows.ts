import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { appInstallation, pluginInstall } from "./app/flow";
import type { Travel } from "./flow";
import { mcp } from "./mcp/flow";
import { oauth1 } from "./oauth1/flow";
import { oauth2 } from "./oauth2/flow";

export type { Departure, Return, Trip, TripSecrets } from "./flow";

const TRAVELS = {
  oauth2_code: oauth2,
  oauth1,
  app_installation: appInstallation,
  plugin_install: pluginInstall,
  mcp_oauth: mcp,
  mcp_oauth_discovery: mcp,
};

/** The wire's names of the ways of connecting that send the browser away. */
export const TRAVELLING_MODES = [
  "OAUTH2",
  "OAUTH1",
  "APP",
  "CUSTOM",
  "INSTALL_PLUGIN",
  "MCP_OAUTH2",
  "MCP_OAUTH2_GENERIC",
] as const;

/** How a provider's flow travels. @throws ServiceError `invalid_auth_mode` when it is connected by a form. */
export function travelOf(provider: Provider): Travel {
  const travel = TRAVELS[provider.scheme as keyof typeof TRAVELS];
  if (!travel) throw new ServiceError("invalid_auth_mode", `${provider.name} is connected by a form, not by a trip.`);
  // The table pairs each scheme with its own travel; the compiler cannot follow that through the look-up.
  return travel as Travel;
}
