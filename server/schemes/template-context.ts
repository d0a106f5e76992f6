import type { Credential, Provider } from "@/providers/load";
import { env } from "@/server/core/env";
import { io } from "@/server/net";
import { certificateThumbprint, publicKeyFingerprint } from "@/server/protocols/assertion/key-names";
import { momentValues } from "@/server/protocols/template/moment";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, openSettings, providerOf } from "@/server/vault/integration";
import { credentialValues, typedFields } from "./credentials";

/** Returns the parts of a field that holds several values, such as `id:secret`. */
function splitParts({ name, split }: Credential, fields: Record<string, string>): [string, string][] {
  const text = fields[name];
  if (!split || text === undefined) return [];
  const pieces = text.split(split.by);
  const last = split.into.length - 1;
  return split.into.map((part, index) => {
    const piece = index === last ? pieces.slice(last).join(split.by) : pieces[index];
    return [part, piece ?? ""];
  });
}

/** Key names by entry. An entry never changes, and every refresh would search it again. */
const keyNamesByEntry = new WeakMap<Provider, { kind: string; name: string }[]>();

/** Returns which key names the templates of an entry use. */
function askedKeyNames(provider: Provider): { kind: string; name: string }[] {
  const known = keyNamesByEntry.get(provider);
  if (known) return known;
  const found = [...JSON.stringify(provider).matchAll(/\{@(fingerprint|x5t):([\w.-]+)\}/g)];
  const asked = found.map(([, kind = "", name = ""]) => ({ kind, name }));
  keyNamesByEntry.set(provider, asked);
  return asked;
}

/** Returns the fingerprints and thumbprints of keys. They are computed only when a template of the entry uses them. */
function keyNames(provider: Provider, fields: Record<string, string>): [string, string][] {
  const asked = askedKeyNames(provider);
  return asked.flatMap(({ kind, name }) => {
    const value = fields[name];
    if (value === undefined) return [];
    const named = kind === "x5t" ? certificateThumbprint(value) : publicKeyFingerprint(value);
    return [[`@${kind}:${name}`, named] as [string, string]];
  });
}

/** Returns the values that don't depend on stored data: addresses, IDs, time and random values. */
function runtimeValues(connectionId: string): TemplateValues {
  return { "@self": env().KEYHOLD_PUBLIC_URL, "@connectionId": connectionId, ...momentValues(io()) };
}

/** Returns the typed values with defaults, and with the parts and key names derived from them. Empty fields are absent. */
function fieldValues(provider: Provider, fields: Record<string, string>): Record<string, string> {
  const known = [...provider.credentials, ...provider.settings];
  const defaults = known.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]));
  const typed = Object.entries(fields).filter(([, value]) => value !== "");
  const all: Record<string, string> = Object.fromEntries([...defaults, ...typed]);
  return {
    ...all,
    ...Object.fromEntries(known.flatMap((field) => splitParts(field, all))),
    ...Object.fromEntries(keyNames(provider, all)),
  };
}

/** Returns the values of a connection's configuration that are strings. Templates can only use those. */
export function textsOf(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** What a template is filled in for, such as a connection row with its integration and opened credentials. */
export interface TemplateSubject {
  integration: IntegrationRow;
  /** Public ID of the connection. */
  connectionId: string;
  connectionConfig: Record<string, unknown>;
  /** The values that the end user just typed. */
  fields?: Record<string, string>;
  stored?: StoredCredentials;
}

/**
 * Returns all values that a catalog template of one connection can use. Later ones override earlier ones: the connection's
 * configuration, runtime values, the team's settings, what the end user typed, the credentials.
 */
export async function templateContext(subject: TemplateSubject): Promise<TemplateValues> {
  const { integration, connectionId, connectionConfig, fields, stored } = subject;
  const typed = { ...(await openSettings(integration)), ...(stored && typedFields(stored)), ...fields };
  return {
    ...textsOf(connectionConfig),
    ...runtimeValues(connectionId),
    ...fieldValues(providerOf(integration), typed),
    ...(stored && credentialValues(stored)),
  };
}
