import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { checkVariable } from "@/server/schemes/check-variable";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import type { Issue } from "@/wire/errors";

/**
 * Settles the provider's variables of one connection: what the backend fixed wins over what the browser typed, which wins
 * over the catalog's default.
 * @throws ServiceError `invalid_connection` naming each refused field as `params.<name>`.
 */
export function connectionConfig(
  provider: Provider,
  defaults: IntegrationDefaults,
  params: Record<string, string>,
): Record<string, string> {
  const issues: Issue[] = [];
  const refuse = (name: string, message: string) => issues.push({ code: "custom", message, path: ["params", name] });
  const asked = provider.variables.filter((variable) => variable.from === undefined);
  for (const name of Object.keys(params)) {
    if (!asked.some((variable) => variable.name === name)) refuse(name, `${provider.name} has no field "${name}".`);
  }
  const config: Record<string, string> = {};
  for (const [name, value] of Object.entries(defaults.connection_config ?? {})) {
    if (typeof value === "string") config[name] = value;
  }
  for (const variable of asked) {
    const value = (config[variable.name] ?? params[variable.name]?.trim()) || variable.default;
    if (value === undefined) {
      if (!variable.optional) refuse(variable.name, "This field is needed.");
      continue;
    }
    const problem = checkVariable(variable, value);
    if (problem) refuse(variable.name, problem);
    config[variable.name] = value;
  }
  if (issues.length > 0) throw new ServiceError("invalid_connection", issues[0]?.message ?? "", { issues });
  return config;
}
