import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fill, isDigest, missingIn, readBack } from "./template";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("templates in the simulator", () => {
  it("fill names and functions, and return null when a value is absent", () => {
    expect(fill("Basic b64({user}:{pass})", { user: "a", pass: "b" })).toBe(`Basic ${base64("a:b")}`);
    expect(fill("md5hex({user})", { user: "a" })).toBe(createHash("md5").update("a").digest("hex"));
    expect(fill("https://{sub-domain}.example.com", {})).toBeNull();
    expect(missingIn("{a}{@now}{b}", { a: "1" })).toEqual(["@now", "b"]);
  });

  it("can be read back, even from base64", () => {
    expect(readBack("Bearer {token}", "Bearer abc", {})?.found).toEqual({ token: "abc" });
    expect(readBack("Basic b64({token}:{pass})", `Basic ${base64("abc:x")}`, { pass: "x" })?.found).toEqual({
      token: "abc",
    });
    expect(readBack("Basic b64({token}:{pass})", `Basic ${base64("abc:y")}`, { pass: "x" })).toBeNull();
    expect(readBack("Bearer {token}", "bearer abc", {})).toBeNull();
    expect(readBack("{token}.{token}", "a.b", {})).toBeNull();
  });

  it("check a digest when its content is known", () => {
    const sent = createHash("sha256").update(base64("id-7secret")).digest("hex");
    const [open] = readBack("sha256hex(b64({@uuid}{secret}))", sent, { secret: "secret" })?.open ?? [];
    expect(open && isDigest(open, { "@uuid": "id-7", secret: "secret" })).toBe(true);
    expect(open && isDigest(open, { "@uuid": "id-8", secret: "secret" })).toBe(false);
  });
});
