import { describe, expect, it } from "vitest";
import { canBeToken, takeSessionToken } from "./session-token";
import { createTabStorage } from "./tab-storage";

const TOKEN = `nango_connect_session_${"ab".repeat(32)}`;

function browserAt(href: string) {
  const shown: string[] = [];
  const items = new Map<string, string>();
  const storage = createTabStorage(() => ({
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }));
  const history = { replaceState: (_: unknown, __: string, url?: string | URL | null) => void shown.push(String(url)) };
  return { place: { location: { href }, history }, storage, shown };
}

describe("the session token of a connect link", () => {
  it("is removed from the URL immediately, and the rest of the URL stays", () => {
    const { place, storage, shown } = browserAt(
      `https://keys.example/connect?session_token=${TOKEN}&integration=github#top`,
    );
    expect(takeSessionToken(place, storage)).toBe(TOKEN);
    expect(shown).toEqual(["/connect?integration=github#top"]);
  });

  it("is still known after a reload in the same tab", () => {
    const { place, storage } = browserAt(`https://keys.example/connect?session_token=${TOKEN}`);
    takeSessionToken(place, storage);
    expect(takeSessionToken({ ...place, location: { href: "https://keys.example/connect" } }, storage)).toBe(TOKEN);
  });

  it("is replaced by the token of a newer link", () => {
    const { place, storage } = browserAt("https://keys.example/connect?session_token=old");
    takeSessionToken(place, storage);
    expect(
      takeSessionToken({ ...place, location: { href: "https://keys.example/connect?session_token=new" } }, storage),
    ).toBe("new");
  });

  it("is null when there never was one", () => {
    const { place, storage, shown } = browserAt("https://keys.example/connect");
    expect(takeSessionToken(place, storage)).toBeNull();
    expect(shown).toEqual([]);
  });

  it.each([
    ["", false],
    ["a b", false],
    ["ab\r\nx: y", false],
    ["é", false],
    [TOKEN, true],
  ])("%j can be a token: %s", (token, expected) => {
    expect(canBeToken(token)).toBe(expected);
  });
});
