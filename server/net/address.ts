import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/** In a public range, but only reachable inside Azure: its host agent, which returns machine secrets. */
const CLOUD_INTERNAL = [ipaddr.parse("168.63.129.16")];
/** Global unicast in the IANA registry. All other IPv6 addresses are special or unassigned. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Parses an address. An IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) becomes IPv4. Null: not an address. */
export function parseAddress(text: string): Address | null {
  const canonical = canonicalSpelling(text.replace(/%.*$/, ""));
  return canonical !== null && ipaddr.isValid(canonical) ? ipaddr.process(canonical) : null;
}

/** Normalizes IPv6 with the URL parser, because ipaddr.js reads `::8.8.8.8` (IPv4-compatible) as `::ffff:8.8.8.8` (mapped). */
function canonicalSpelling(text: string): string | null {
  if (!text.includes(":")) return text;
  return URL.canParse(`http://[${text}]`) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : null;
}

/**
 * Whether an address belongs to the public internet. Deny by default: only plain unicast passes. Private, loopback,
 * link-local (cloud metadata), shared (CGNAT), multicast, reserved and documentation ranges do not pass, nor does any IPv6
 * form with an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64, ISATAP).
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === null || address.range() !== "unicast") return false;
  if (CLOUD_INTERNAL.some((known) => known.toString() === address.toString())) return false;
  if (address.kind() === "ipv4") return true;
  return address.match(GLOBAL_UNICAST) && !isIsatap(address);
}

/** ISATAP has an IPv4 address in the last 32 bits after `0000:5efe` or `0200:5efe` (RFC 5214 §6.1). */
function isIsatap(address: Address): boolean {
  const bytes = address.toByteArray();
  return [0x00, 0x02].includes(bytes[8] ?? -1) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
}
