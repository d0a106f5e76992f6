import ipaddr from "ipaddr.js";
import { parseAddress } from "./address";

/** Private addresses and plain http hosts that Keyhold may call. */
export interface AllowList {
  /** The operator listed this host, or it is an address inside a listed range. */
  allowsHost(hostname: string, port: number): boolean;
  /** The operator listed a range that contains this address. */
  allowsAddress(address: string): boolean;
}

interface HostEntry {
  host: string;
  port: number | null;
}
type Range = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Reads entries of the forms `host`, `host:port`, `10.1.2.3`, `[fd00::1]:8080` and `10.0.0.0/8`.
 *
 * @throws Error with the entry that has none of these forms.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const hosts: HostEntry[] = [];
  const ranges: Range[] = [];
  for (const entry of entries) {
    const range = readRange(entry);
    if (range) ranges.push(range);
    else hosts.push(readHost(entry));
  }
  const allowsAddress = (text: string) => {
    const address = parseAddress(text);
    return address !== null && ranges.some((range) => address.kind() === range[0].kind() && address.match(range));
  };
  const allowsHost = (hostname: string, port: number) => {
    const host = plainHost(hostname);
    return allowsAddress(host) || hosts.some((entry) => entry.host === host && (entry.port ?? port) === port);
  };
  return { allowsHost, allowsAddress };
}

/** Normalizes a host name for comparison: lower case, no brackets, no trailing dot. */
export function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function readRange(entry: string): Range | null {
  if (!entry.includes("/")) return null;
  if (!ipaddr.isValidCIDR(entry)) throw malformed(entry);
  return ipaddr.parseCIDR(entry);
}

function readHost(entry: string): HostEntry {
  const bareIpv6 = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  const shape = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(bareIpv6);
  const address = `http://${shape?.[1]}`;
  const port = shape?.[2] === undefined ? null : Number(shape[2]);
  if (!shape || !URL.canParse(address) || (port !== null && (port < 1 || port > 65_535))) throw malformed(entry);
  // Normalized by the URL parser, so that an entry and a request spell a host the same way.
  return { host: plainHost(new URL(address).hostname), port };
}

function malformed(entry: string): Error {
  return new Error(
    `KEYHOLD_OUTBOUND_ALLOW: "${entry}" is not a host, a host:port, an address or a range such as 10.0.0.0/8.`,
  );
}
