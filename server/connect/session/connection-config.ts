import type { Provider } from "@/providers/load";
import { type FieldProblem, refuseFields } from "@/server/core/errors";
import { checkVariable } from "@/server/schemes/check-variable";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import { message, type PlainMessage } from "@/wire/messages";

/**
 * Returns the values of the provider's variables for one connection. The backend's values win over typed ones, and those
 * win over the catalog's defaults.
 * @throws ServiceError `invalid_connection` with each invalid field as `params.<name>`.
 */
export function connectionConfig(
  provider: Provider,
  defaults: IntegrationDefaults,
  params: Record<string, string>,
): Record<string, string> {
  const problems: FieldProblem[] = [];
  const refuse = (name: string, problem: PlainMessage) => problems.push({ message: problem, path: ["params", name] });
  const asked = provider.variables.filter((variable) => variable.from === undefined);
  for (const name of Object.keys(params)) {
    const isKnown = asked.some((variable) => variable.name === name);
    if (!isKnown) refuse(name, message("field.unknown", { provider: provider.name, name }));
  }
  const config: Record<string, string> = {};
  for (const [name, value] of Object.entries(defaults.connection_config ?? {})) {
    if (typeof value === "string") config[name] = value;
  }
  for (const variable of asked) {
    const value = (config[variable.name] ?? params[variable.name]?.trim()) || variable.default;
    if (value === undefined) {
      if (!variable.optional) refuse(variable.name, message("field.required"));
      continue;
    }
    const problem = checkVariable(variable, value);
    if (problem) refuse(variable.name, problem);
    config[variable.name] = value;
  }
  refuseFields("invalid_connection", problems);
  return config;
}
