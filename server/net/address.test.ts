import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./address";
import { FORBIDDEN_IPV4, FORBIDDEN_IPV6 } from "./testing/spellings";

describe("recognizing public addresses", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "2606:4700::1111", "2a00:1450::5e"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6])("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("rejects text that is not an address", () => {
    for (const text of ["", "localhost", "example.com", "300.1.1.1", "::g", "1.2.3.4.5"]) {
      expect(isPublicAddress(text)).toBe(false);
    }
  });

  it("treats an IPv4 address inside an IPv6 address as IPv4", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => isPublicAddress(`::ffff:${address}`) === isPublicAddress(address)),
      { numRuns: 2000 },
    );
  });

  it("rejects every IPv6 address outside 2000::/3", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const isGlobal = /^[23][0-9a-f]{3}:/i.test(address);
        return isGlobal || /^::ffff:\d/i.test(address) || !isPublicAddress(address);
      }),
      { numRuns: 2000 },
    );
  });
});
