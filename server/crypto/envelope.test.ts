import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyIdOf, openWith, SealError, sealWith } from "./envelope";

const key = { id: "3f0d0c9e-6a52-4b0a-9f35-0d8c5d9f7a11", key: randomBytes(32) };
const owner = { environmentId: "e1", table: "Connection", rowId: "conn_a", field: "credentials" };
const secret = Buffer.from('{"access_token":"at_42"}');

describe("a sealed value", () => {
  it("opens for the owner it was sealed for", () => {
    expect(openWith(key, sealWith(key, secret, owner), owner)).toEqual(secret);
  });

  it("has the ID of its data key, so that old and new keys can coexist", () => {
    expect(keyIdOf(sealWith(key, secret, owner))).toBe(key.id);
  });

  it("is different each time, even for the same secret", () => {
    expect(sealWith(key, secret, owner)).not.toEqual(sealWith(key, secret, owner));
  });

  it("can't be opened after any single bit is flipped", () => {
    const box = sealWith(key, secret, owner);
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const flipped = Uint8Array.from(box);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openWith(key, flipped, owner)).toThrow(SealError);
    }
  });

  it("can't be opened when it is truncated", () => {
    const box = sealWith(key, secret, owner);
    for (let length = 0; length < box.length; length += 1) {
      expect(() => openWith(key, box.subarray(0, length), owner)).toThrow(SealError);
    }
  });

  it.each([
    ["environment", { ...owner, environmentId: "e2" }],
    ["table", { ...owner, table: "Integration" }],
    ["row", { ...owner, rowId: "conn_b" }],
    ["field", { ...owner, field: "metadata" }],
  ])("can't be opened for another %s", (_place, elsewhere) => {
    const box = sealWith(key, secret, owner);
    expect(() => openWith(key, box, elsewhere)).toThrow(SealError);
  });

  it("can't be opened with another key of the same ID", () => {
    expect(() => openWith({ ...key, key: randomBytes(32) }, sealWith(key, secret, owner), owner)).toThrow(SealError);
  });

  it("reveals nothing of its content when it can't be opened", () => {
    const box = sealWith(key, secret, owner);
    box[40] = (box[40] ?? 0) ^ 1;
    expect(() => openWith(key, box, owner)).toThrow(
      "A sealed value can't be opened: it was altered, or belongs to another record.",
    );
  });
});
