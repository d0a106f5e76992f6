import { crc32 } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newId } from "@/server/core/ids";
import { db } from "@/server/db";
import { newTeam } from "@/server/testing/team";
import { createApiKey } from "./create";
import { deleteApiKey } from "./delete";
import { listApiKeys } from "./list";
import { resolveApiKey } from "./resolve";
import { revealApiKey } from "./reveal";

const { dev, prod } = await newTeam();
const create = (environment = dev) =>
  createApiKey(environment.ctx, { name: newId("key"), scopes: ["environment:proxy"] });

afterEach(() => {
  vi.restoreAllMocks();
});

/** The key that is created with the environment. */
async function firstKey({ ctx }: typeof dev): Promise<string> {
  const [key] = await listApiKeys(ctx);
  return key?.id ?? "";
}

describe("an API key", () => {
  it("has its environment's name, 190 random bits and a checksum for secret scanners", async () => {
    const tokens = await Promise.all([...Array(10)].map(() => create()));
    for (const { token, item } of tokens) {
      expect(token).toMatch(/^kh_dev_[0-9A-Za-z]{38}$/);
      const digits = [...token.slice(-6)].map((letter) =>
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(letter),
      );
      expect(digits.reduce((sum, digit) => sum * 62 + digit, 0)).toBe(crc32(token.slice(0, -6)));
      expect(token.startsWith(item.prefix)).toBe(true);
    }
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(10);
    for (const { item } of tokens) await deleteApiKey(dev.ctx, { id: item.id });
  });

  it("resolves to its environment and its scopes", async () => {
    const { token, item } = await create(prod);
    expect(await resolveApiKey(token, "req_1")).toMatchObject({
      requestId: "req_1",
      environmentId: prod.ctx.environmentId,
      environmentName: "prod",
      actor: { kind: "key", keyId: item.id, scopes: ["environment:proxy"] },
    });
  });

  it("is refused after deletion: immediately if it isn't cached, within five seconds otherwise", async () => {
    const [used, unused] = [await create(), await create()];
    await resolveApiKey(used.token, "req");
    for (const { item } of [used, unused]) await deleteApiKey(dev.ctx, { id: item.id });
    await expect(resolveApiKey(unused.token, "req")).rejects.toMatchObject({ code: "unknown_api_key" });
    const later = performance.now() + 5_001;
    vi.spyOn(performance, "now").mockReturnValue(later);
    await expect(resolveApiKey(used.token, "req")).rejects.toMatchObject({ code: "unknown_api_key" });
  });

  it("is refused as soon as it expires, even if it is cached", async () => {
    const { token, item } = await create();
    const expiresAt = new Date(Date.now() + 60_000);
    await db().apiKey.update({ where: { id: item.id }, data: { expiresAt } });
    expect(await resolveApiKey(token, "req")).toMatchObject({ environmentName: "dev" });
    vi.spyOn(Date, "now").mockReturnValue(expiresAt.getTime());
    await expect(resolveApiKey(token, "req")).rejects.toMatchObject({ code: "expired_api_key" });
  });

  it("has a unique name, and an environment has at most 50 keys", async () => {
    const { item } = await create(prod);
    const same = createApiKey(prod.ctx, { name: item.name, scopes: ["environment:proxy"] });
    await expect(same).rejects.toMatchObject({ code: "invalid_body", issues: [{ path: ["name"] }] });
    const { dev: full } = await newTeam();
    const count = (await listApiKeys(full.ctx)).length;
    for (let made = count; made < 50; made += 1) await create(full);
    await expect(create(full)).rejects.toMatchObject({ code: "resource_capped" });
  });
});

describe("revealing a key (decision 0005)", () => {
  it("works for a development key any number of times, with an audit event each time", async () => {
    const { token, item } = await create();
    for (let count = 0; count < 3; count += 1) expect(await revealApiKey(dev.ctx, { id: item.id })).toEqual({ token });
    expect(await db().auditEvent.count({ where: { targetId: item.id, action: "api_key.revealed" } })).toBe(3);
  });

  it("is refused for a production key, which is shown only when it is created", async () => {
    const { item } = await create(prod);
    expect(item.canReveal).toBe(false);
    await expect(revealApiKey(prod.ctx, { id: item.id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("shows the first production key to one of several concurrent requests", async () => {
    const id = await firstKey(prod);
    const tries = await Promise.allSettled([...Array(5)].map(() => revealApiKey(prod.ctx, { id })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { token } = await db().apiKey.findUniqueOrThrow({ where: { id } });
    expect(token).toBeNull();
    expect(await db().auditEvent.count({ where: { targetId: id, action: "api_key.revealed" } })).toBe(1);
  });
});
