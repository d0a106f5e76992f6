import type { Credential, Provider } from "@/providers/load";
import { env } from "@/server/core/env";
import { io } from "@/server/net";
import { certificateThumbprint, publicKeyFingerprint } from "@/server/protocols/assertion/key-names";
import { momentValues } from "@/server/protocols/template/moment";
import type { TemplateValues } from "@/server/protocols/template/render";

/** The parts of what was typed as one text, such as `id:secret`. */
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

/** Names of a key that its owner registered at the provider; worked out only where the entry asks for them. */
function keyNames(provider: Provider, fields: Record<string, string>): [string, string][] {
  const asked = [...JSON.stringify(provider).matchAll(/\{@(fingerprint|x5t):([\w.-]+)\}/g)];
  return asked.flatMap(([, kind, name = ""]) => {
    const value = fields[name];
    if (value === undefined) return [];
    const named = kind === "x5t" ? certificateThumbprint(value) : publicKeyFingerprint(value);
    return [[`@${kind}:${name}`, named] as [string, string]];
  });
}

/** The values of the moment that templates may name beside the connection's own. */
export function runtimeValues(connectionId: string): TemplateValues {
  return { "@self": env().KEYHOLD_PUBLIC_URL, "@connectionId": connectionId, ...momentValues(io()) };
}

/** What was typed, with defaults, parts and names worked out of it. Empty fields are absent. */
export function fieldValues(provider: Provider, fields: Record<string, string>): Record<string, string> {
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

/** The texts of a connection's configuration: the only values of it that a template can name. */
export function textsOf(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
