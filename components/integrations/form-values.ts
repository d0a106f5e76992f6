import type { FieldErrors, Resolver } from "react-hook-form";
import type { z } from "zod";
import type { ProviderView } from "@/components/dashboard/types";
import {
  type ClientChanges,
  CreateIntegrationInput,
  type UpdateIntegrationInput as Patch,
  UpdateIntegrationInput,
} from "@/wire/integrations";

/** The values of the integration form, the same shape for every provider. */
export interface IntegrationValues {
  unique_key: string;
  display_name: string;
  client: { client_id: string; client_secret: string; scopes: string };
  /** By setting name. Empty: unchanged. */
  settings: Record<string, string>;
}

type Shown = Pick<ProviderView, "slug" | "authMode" | "needs" | "settings">;

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** The `credentials` of the request body. Undefined: the provider needs none. */
function credentialsOf({ needs, authMode }: Shown, { client, settings }: IntegrationValues) {
  if (needs === "nothing") return undefined;
  return {
    type: authMode,
    ...(needs !== "app" && {
      client_id: client.client_id,
      client_secret: client.client_secret || undefined,
      scopes: client.scopes || undefined,
    }),
    ...(needs !== "client" && filled(settings)),
  } as ClientChanges;
}

function inputOf(provider: Shown, values: IntegrationValues): Patch {
  const holdsSettings = (provider.needs === "nothing" || provider.needs === "client") && provider.settings.length > 0;
  return {
    unique_key: values.unique_key,
    display_name: values.display_name || undefined,
    credentials: credentialsOf(provider, values),
    ...(holdsSettings && { integration_config: filled(values.settings) }),
  };
}

/** Converts the form to the input of the create call. */
export function toCreateInput(provider: Shown, values: IntegrationValues, callbackId: string | undefined) {
  return { ...inputOf(provider, values), provider: provider.slug, callback_id: callbackId } as CreateIntegrationInput;
}

/** Converts the form to the input of the update call. */
export function toPatch(provider: Shown, values: IntegrationValues): Patch {
  return inputOf(provider, values);
}

const CLIENT_FIELDS = new Set(["client_id", "client_secret", "scopes"]);

/** Returns the form field for a path in the input. */
export function fieldAt([first = "", second]: readonly PropertyKey[]): string {
  if (second === undefined) return String(first);
  const name = String(second);
  return first === "credentials" && CLIENT_FIELDS.has(name) ? `client.${name}` : `settings.${name}`;
}

/** Required settings without a value or a default. */
function missing({ settings }: Shown, values: IntegrationValues, stored: readonly string[]) {
  return settings.filter(
    ({ name, optional, default_value }) =>
      !optional && default_value === undefined && !values.settings[name] && !stored.includes(name),
  );
}

function nested(found: [string, string][]): FieldErrors<IntegrationValues> {
  const errors: Record<string, Record<string, unknown>> = {};
  for (const [field, message] of found) {
    const [group = "", name] = field.split(/\.(.*)/s);
    const error = { type: "check", message };
    if (name === undefined) errors[group] ??= error;
    else errors[group] = { [name]: error, ...errors[group] };
  }
  return errors as FieldErrors<IntegrationValues>;
}

/**
 * Validates the form with the input schema of its call.
 * @param stored names of settings that have a stored value. Leaving them empty keeps it.
 */
export function integrationResolver(
  provider: Shown,
  { isNew, stored }: { isNew: boolean; stored: readonly string[] },
): Resolver<IntegrationValues> {
  return (values) => {
    const parsed: z.ZodSafeParseResult<unknown> = isNew
      ? CreateIntegrationInput.safeParse(toCreateInput(provider, values, undefined))
      : UpdateIntegrationInput.safeParse(toPatch(provider, values));
    const required = missing(provider, values, stored).map(({ name, title }): [string, string] => [
      `settings.${name}`,
      `Enter a value for ${title}.`,
    ]);
    const invalid = (parsed.error?.issues ?? []).map(({ path, message }): [string, string] => [fieldAt(path), message]);
    const all = [...required, ...invalid];
    return all.length === 0 ? { values, errors: {} } : { values: {}, errors: nested(all) };
  };
}
