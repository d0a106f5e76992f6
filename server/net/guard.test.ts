import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OutboundError } from "./errors";
import { createOutbound } from "./outbound";
import { startCounter } from "./testing/servers";
import { FORBIDDEN_IPV4, FORBIDDEN_IPV6, spellings } from "./testing/spellings";

let counter: Awaited<ReturnType<typeof startCounter>>;
beforeAll(async () => {
  counter = await startCounter();
});
afterAll(() => counter.close());

async function kindOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "answered";
  } catch (error) {
    return error instanceof OutboundError ? error.kind : `not ours: ${error}`;
  }
}

describe("the address guard", () => {
  it("blocks all 500 spellings of private addresses", async () => {
    const door = createOutbound();
    const hosts = [...FORBIDDEN_IPV4.flatMap(spellings), ...FORBIDDEN_IPV6.map((address) => `[${address}]`)];
    expect(new Set(hosts).size).toBeGreaterThan(500);
    const outcomes = new Map<string, string[]>();
    for (const host of hosts) {
      const kind = await kindOf(door.fetch(`https://${host}:${counter.port}/`));
      outcomes.set(kind, [...(outcomes.get(kind) ?? []), host]);
    }
    expect([...outcomes.keys()].sort()).toEqual(["bad_url", "blocked_address"]);
    // Only an invalid URL may count as `bad_url`: here, zone IDs.
    expect(outcomes.get("bad_url")).toEqual(["[fe80::1%eth0]", "[fe80::1%25eth0]"]);
    expect(counter.calls).toEqual(new Map());
    await door.close();
  });

  it("blocks names that resolve to a private address", async () => {
    const answers = [...FORBIDDEN_IPV4.map((address) => `::ffff:${address}`), ...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6];
    let answer = "";
    const door = createOutbound({
      resolve: async () => [{ address: answer, family: answer.includes(":") ? 6 : 4 }],
    });
    for (answer of answers) {
      expect([answer, await kindOf(door.fetch(`https://rebind.example:${counter.port}/`))]).toEqual([
        answer,
        "blocked_address",
      ]);
    }
    expect(counter.calls).toEqual(new Map());
    await door.close();
  });

  it.each(["localhost", "LOCALHOST", "localhost."])("refuses %s", async (name) => {
    const door = createOutbound();
    // With a trailing dot, some systems can't resolve the name.
    expect(["blocked_address", "network"]).toContain(await kindOf(door.fetch(`https://${name}:${counter.port}/`)));
    expect(counter.calls).toEqual(new Map());
    await door.close();
  });

  it("blocks DNS rebinding: 1,000 tries with an alternating address", async () => {
    let tries = 0;
    const door = createOutbound({
      allow: ["127.0.0.1/32"], // instead of the public internet, which a test must not call
      resolve: async () => [{ address: tries++ % 2 === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }],
    });
    const kinds = new Map<string, number>();
    for (let n = 0; n < 1000; n++) {
      const kind = await kindOf(door.fetch(`https://flip.example:${counter.port}/${n}`));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(kinds).toEqual(
      new Map([
        ["network", 500],
        ["blocked_address", 500],
      ]),
    );
    expect(counter.calls).toEqual(new Map([["127.0.0.1", 500]]));
    await door.close();
  });

  it("uses only the permitted ones of several addresses", async () => {
    counter.calls.clear();
    const door = createOutbound({
      allow: ["127.0.0.1/32"],
      resolve: async () => ["127.0.0.2", "10.0.0.1", "127.0.0.1"].map((address) => ({ address, family: 4 })),
    });
    expect(await kindOf(door.fetch(`https://many.example:${counter.port}/`))).toBe("network");
    expect(counter.calls).toEqual(new Map([["127.0.0.1", 1]]));
    await door.close();
  });
});
