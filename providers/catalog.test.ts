import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { buildCatalog } from "./build/index";
import { loadIndex, loadProvider } from "./load";
import { letterTile, logoSvg } from "./logo";
import { IndexEntry, Provider, ProviderTexts } from "./schema";

const ROOT = import.meta.dirname;
const { entries, problems } = buildCatalog(ROOT);
const slugs = entries.map(({ slug }) => slug);
const namesIn = (folder: string, ending: string) =>
  readdirSync(path.join(ROOT, folder)).map((file) => path.basename(file, ending));

const Evidence = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}$/),
  facts: z.array(z.strictObject({ key: z.string().min(1), sources: z.array(z.string().min(1)).min(1) })).min(1),
});

describe("the catalog", () => {
  it("builds without problems", () => {
    expect(problems).toEqual([]);
    expect(slugs.length).toBeGreaterThanOrEqual(160);
    expect(slugs).toEqual(namesIn("catalog", ".json"));
  });

  it("has evidence and texts for every entry and no others", () => {
    expect(namesIn("evidence", ".json")).toEqual(slugs);
    expect(namesIn("texts/en", ".json")).toEqual(slugs);
    const unsound = slugs.filter((slug) => {
      const file = path.join(ROOT, "evidence", `${slug}.json`);
      return !Evidence.safeParse(JSON.parse(readFileSync(file, "utf8"))).success;
    });
    expect(unsound).toEqual([]);
  });

  it("gives a reason wherever PKCE is off (RFC 9700 §2.1.1)", () => {
    const off = entries.filter((entry) => entry.scheme === "oauth2_code" && entry.pkce === "off");
    const unexplained = off.filter((entry) => entry.scheme === "oauth2_code" && !entry.pkceOffReason);
    expect(unexplained.map(({ slug }) => slug)).toEqual([]);
  });

  it("uses the password grant only for the listed servers that have nothing better (RFC 9700 §2.4)", () => {
    const offered = entries.filter(({ scheme, slug }) => scheme === "oauth2_password" && !slug.startsWith("lab-"));
    expect(offered.map(({ slug }) => slug)).toEqual(["acumatica"]);
  });

  it("has unique ranks", () => {
    const ranks = entries.flatMap(({ popular }) => popular ?? []);
    expect(ranks.length).toBe(new Set(ranks).size);
  });
});

describe("loading the catalog", () => {
  it("returns every entry as built", () => {
    expect(slugs.map(loadProvider)).toEqual(entries);
  });

  it("returns entries and texts that match their schemas", () => {
    for (const slug of slugs) {
      const { texts, ...entry } = loadProvider(slug) ?? {};
      expect([slug, Provider.safeParse(entry).success, ProviderTexts.safeParse(texts).success]).toEqual([
        slug,
        true,
        true,
      ]);
    }
  });

  it("returns an index of all entries by name", () => {
    const index = z.array(IndexEntry).parse(loadIndex());
    expect(index.map(({ slug }) => slug).sort()).toEqual([...slugs].sort());
    const names = index.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en")));
  });

  it.each(["", "none", "Slack", "../catalog/slack", "__proto__", "constructor"])("has no entry %j", (slug) => {
    expect([loadProvider(slug), logoSvg(slug)]).toEqual([null, null]);
  });
});

describe("the logo of a provider", () => {
  it.each(slugs)("of %s runs no scripts and loads nothing", (slug) => {
    const svg = logoSvg(slug) ?? "";
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>.*<\/svg>\s*$/s);
    const harmful = /<script|<foreignObject|<image|<style|<!|\son\w+\s*=|javascript:|url\((?!#)|href="(?!#)/i;
    expect(svg).not.toMatch(harmful);
  });

  it("is a letter on a colored tile when there is no icon", () => {
    const drawn = slugs.filter((slug) => !namesIn("icons", ".svg").includes(slug));
    expect(drawn.length).toBeGreaterThan(0);
    for (const slug of drawn) expect(logoSvg(slug)).toBe(letterTile(slug, loadProvider(slug)?.name ?? ""));
  });

  it("has no icon without a provider", () => {
    expect(namesIn("icons", ".svg").filter((slug) => !slugs.includes(slug))).toEqual([]);
  });

  it.each([
    ["Acme", ">A<"],
    ["éclair", ">É<"],
    ["<script>", ">S<"],
    ["7geese", ">7<"],
    ["!?", ">?<"],
    ["", ">?<"],
  ])("of %j shows one letter and never markup", (name, letter) => {
    const svg = letterTile("x", name);
    expect(svg).toContain(letter);
    expect(svg).not.toContain("<script");
  });
});

/** The identity providers of Keyhold's own sign-in, which are not catalog entries. */
const SIGN_IN = "server/accounts/";

describe("the code of the server", () => {
  it("contains no provider's slug, because provider deviations are data in the catalog", () => {
    const root = path.resolve(ROOT, "..");
    const files = readdirSync(path.join(root, "server"), { recursive: true, encoding: "utf8" })
      .map((file) => `server/${file.replaceAll("\\", "/")}`)
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|\/testing\/|\/generated\//.test(file));
    expect(files.length).toBeGreaterThan(100);
    // One slug is also the name of an error.
    const ours = slugs.filter((slug) => !slug.startsWith("lab-") && slug !== "unauthenticated");
    const named = files.flatMap((file) => {
      if (file.startsWith(SIGN_IN)) return [];
      const text = readFileSync(path.join(root, file), "utf8");
      const literals = [...text.matchAll(/(["'`])([a-z0-9-]+)\1/g)].map(([, , literal = ""]) => literal);
      return literals.filter((literal) => ours.includes(literal)).map((literal) => `${file}: ${literal}`);
    });
    expect(named).toEqual([]);
  });
});
