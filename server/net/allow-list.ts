import ipaddr from "ipaddr.js";
import { parseAddress } from "./address";

/** What may be called although it is private, or by plain http. */
export interface AllowList {
  /** The operator named this host, or it is an address inside a named range. */
  allowsHost(hostname: string, port: number): boolean;
  /** The operator named a range that holds this address. */
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
 * @throws Error naming the entry that has none of these forms.
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

/** A host name as compared here: lower case, no brackets, no closing dot. */
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
  // Through the URL parser, so that an entry and a request spell the same host the same way.
  return { host: plainHost(new URL(address).hostname), port };
}

function malformed(entry: string): Error {
  return new Error(
    `KEYHOLD_OUTBOUND_ALLOW: "${entry}" is none of host, host:port, address, address range (10.0.0.0/8).`,
  );
}
