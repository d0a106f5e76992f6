import { describe, expect, it } from "vitest";
import { loadIndex, loadProvider, type Provider } from "@/providers/load";
import { isRedirect, SCHEME_FACTS, SCHEME_NAMES } from "@/wire/schemes";
import { schemeOf } from ".";

const entries = loadIndex().flatMap(({ slug }) => loadProvider(slug) ?? []);
const withScheme = (scheme: string) => ({ ...entries[0], scheme }) as unknown as Provider;

describe("the record of a scheme", () => {
  it.each(SCHEME_NAMES)(
    "%s has a flow exactly if the end user is redirected, and issues credentials otherwise",
    (scheme) => {
      const record = schemeOf(withScheme(scheme));
      expect(record.flow !== undefined).toBe(isRedirect({ scheme }));
      expect(record.issue !== undefined).toBe(!isRedirect({ scheme }));
    },
  );

  it("names a team's client wherever the team's secret is sent to an address the end user can influence", () => {
    for (const scheme of SCHEME_NAMES) {
      if (SCHEME_FACTS[scheme].sendsTeamSecret)
        expect([scheme, schemeOf(withScheme(scheme)).client]).toEqual([scheme, "team"]);
    }
  });

  it("exists for every entry of the catalog", () => {
    expect(entries.length).toBeGreaterThan(100);
    for (const entry of entries) expect(schemeOf(entry)).toBeDefined();
  });
});
