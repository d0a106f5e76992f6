import type { FieldErrors, Resolver } from "react-hook-form";
import type { z } from "zod";
import type { ProviderView } from "@/components/dashboard/types";
import {
  type ClientChanges,
  CreateIntegrationInput,
  type UpdateIntegrationInput as Patch,
  UpdateIntegrationInput,
} from "@/wire/integrations";

/** What the form of an integration holds: one shape, whatever the provider needs of it. */
export interface IntegrationValues {
  unique_key: string;
  display_name: string;
  client: { client_id: string; client_secret: string; scopes: string };
  /** By the names of the provider's settings. Empty: as it was. */
  settings: Record<string, string>;
}

type Shown = Pick<ProviderView, "slug" | "authMode" | "needs" | "settings">;

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** The credentials of the wire, by what the provider needs. Undefined: it needs none. */
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

/** The form as the call that creates takes it. */
export function toCreateInput(provider: Shown, values: IntegrationValues, callbackId: string | undefined) {
  return { ...inputOf(provider, values), provider: provider.slug, callback_id: callbackId } as CreateIntegrationInput;
}

/** The form as the call that changes takes it. */
export function toPatch(provider: Shown, values: IntegrationValues): Patch {
  return inputOf(provider, values);
}

const CLIENT_FIELDS = new Set(["client_id", "client_secret", "scopes"]);

/** The field of the form that a place in the input came from. */
export function fieldAt([first = "", second]: readonly PropertyKey[]): string {
  if (second === undefined) return String(first);
  const name = String(second);
  return first === "credentials" && CLIENT_FIELDS.has(name) ? `client.${name}` : `settings.${name}`;
}

/** Settings that were never given and have no default. */
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
 * Checks the form by the schema of the call it becomes.
 * @param stored names of the settings that are set already: left empty, they stay.
 */
export function integrationResolver(
  provider: Shown,
  { isNew, stored }: { isNew: boolean; stored: readonly string[] },
): Resolver<IntegrationValues> {
  return (values) => {
    const parsed: z.ZodSafeParseResult<unknown> = isNew
      ? CreateIntegrationInput.safeParse(toCreateInput(provider, values, undefined))
      : UpdateIntegrationInput.safeParse(toPatch(provider, values));
    const lacking = missing(provider, values, stored).map(({ name, title }): [string, string] => [
      `settings.${name}`,
      `${title} is missing. Enter it.`,
    ]);
    const refused = (parsed.error?.issues ?? []).map(({ path, message }): [string, string] => [fieldAt(path), message]);
    const all = [...lacking, ...refused];
    return all.length === 0 ? { values, errors: {} } : { values: {}, errors: nested(all) };
  };
}
