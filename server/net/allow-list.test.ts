import { describe, expect, it } from "vitest";
import { parseAllowList } from "./allow-list";
import { allowedByEnv } from "./index";

describe("the allow-list", () => {
  it("allows a host on every port, and a host:port only on that port", () => {
    const list = parseAllowList(["Intern.Example", "localhost:3000"]);
    expect(list.allowsHost("intern.example.", 8443)).toBe(true);
    expect(list.allowsHost("localhost", 3000)).toBe(true);
    expect(list.allowsHost("localhost", 3001)).toBe(false);
    expect(list.allowsHost("sub.intern.example", 443)).toBe(false);
  });

  it("accepts IPv4 and IPv6 addresses and ranges", () => {
    const list = parseAllowList(["10.1.0.0/16", "fd00::/8", "192.168.0.7:8080", "[::1]:9000", "fd99::1"]);
    expect(list.allowsAddress("10.1.200.3")).toBe(true);
    expect(list.allowsAddress("10.2.0.1")).toBe(false);
    expect(list.allowsAddress("fd12::1")).toBe(true);
    expect(list.allowsAddress("::ffff:10.1.0.1")).toBe(true);
    expect(list.allowsHost("192.168.0.7", 8080)).toBe(true);
    expect(list.allowsHost("192.168.0.7", 80)).toBe(false);
    expect(list.allowsHost("[::1]", 9000)).toBe(true);
    expect(list.allowsHost("fd99::1", 1)).toBe(true);
  });

  it.each(["10.0.0.0/33", "http://host", "a b", "host:0", "host:99999", "", "x/y"])(
    "names the invalid entry %j in its error",
    (entry) => {
      expect(() => parseAllowList([entry])).toThrow("KEYHOLD_OUTBOUND_ALLOW");
    },
  );

  it("has our own URL only while the lab is on", () => {
    const settings = { PORT: 3000, KEYHOLD_PUBLIC_URL: "https://keyhold.test", KEYHOLD_OUTBOUND_ALLOW: ["intern:80"] };
    expect(allowedByEnv({ ...settings, KEYHOLD_LAB: false })).toEqual(["intern:80"]);
    expect(allowedByEnv({ ...settings, KEYHOLD_LAB: true })).toEqual([
      "keyhold.test:443",
      "localhost:3000",
      "127.0.0.1:3000",
      "intern:80",
    ]);
  });
});
