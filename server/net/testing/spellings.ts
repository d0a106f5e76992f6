/** IPv4 addresses that no outbound call may reach. */
export const FORBIDDEN_IPV4 = [
  "127.0.0.1",
  "127.8.9.10",
  "10.0.0.1",
  "10.255.255.254",
  "172.16.0.1",
  "172.31.255.1",
  "192.168.0.1",
  "169.254.169.254", // metadata of most clouds
  "169.254.170.2", // metadata of containers
  "100.64.0.1",
  "100.100.100.200", // metadata of Alibaba Cloud
  "168.63.129.16", // host agent of Azure
  "192.0.0.192", // metadata of Oracle Cloud
  "0.0.0.0",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
];

export const FORBIDDEN_IPV6 = [
  "::",
  "::1",
  "::8.8.8.8", // IPv4-compatible, of a public address
  "64:ff9b::8.8.8.8",
  "0:0:0:0:0:0:0:1",
  "0000:0000:0000:0000:0000:0000:0000:0001",
  "fe80::1",
  "fe80::1%eth0",
  "fe80::1%25eth0",
  "fec0::1",
  "fc00::1",
  "fd00:ec2::254", // metadata of AWS over IPv6
  "fd12:3456:789a::1",
  "ff02::1",
  "ff05::1:3",
  "100::1",
  "1::1",
  "4000::1",
  "2001:db8::1",
  "2001:20::1",
  "3fff::1",
  "5f00::1",
];

/** All known ways to write an IPv4 address as the host of a URL. Some software reads each of them as that address. */
export function spellings(address: string): string[] {
  const octets = address.split(".").map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  const dword = ((a * 256 + b) * 256 + c) * 256 + d;
  const octal = (value: number) => `0${value.toString(8)}`;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const pair = (high: number, low: number) => (high * 256 + low).toString(16);
  const words = `${pair(a, b)}:${pair(c, d)}`;
  const hidden = `${pair(255 - a, 255 - b)}:${pair(255 - c, 255 - d)}`;
  const inDigits = (zero: number) => address.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  return [
    address,
    `${address}.`,
    octets.map(octal).join("."),
    octets.map((octet) => `000${octet.toString(8)}`).join("."),
    octets.map(hex).join("."),
    octets.map((octet) => hex(octet).toUpperCase()).join("."),
    `${hex(a)}.${octal(b)}.${c}.${hex(d)}`,
    String(dword),
    hex(dword),
    octal(dword),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    address.replace(/\d/g, (digit) => `%3${digit}`),
    inDigits(0xff10), // full-width
    inDigits(0x1d7d8), // mathematical double-struck
    address.replaceAll(".", "。"),
    address.replaceAll(".", "%2e"),
    `[::ffff:${address}]`,
    `[::ffff:${words}]`,
    `[0:0:0:0:0:FFFF:${words}]`,
    `[::${address}]`, // IPv4-compatible
    `[::ffff:0:${address}]`, // IPv4-translated
    `[64:ff9b::${address}]`, // NAT64
    `[64:ff9b:1::${words}]`, // NAT64, local prefix
    `[2002:${words}::1]`, // 6to4
    `[2001:0:4136:e378:8000:63bf:${hidden}]`, // Teredo
    `[2a00:1450:4001:82a:0:5efe:${words}]`, // ISATAP
    `[2a00:1450:4001:82a:200:5efe:${words}]`,
    `[fe80::5efe:${address}]`,
  ];
}
