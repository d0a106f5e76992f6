import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { newTeam } from "@/server/testing/team";
import { createConnectSession } from "./create";
import { purgeExpired } from "./purge";
import { resolveSession } from "./resolve";

const { dev } = await newTeam();
const DAY = 24 * 60 * 60 * 1000;

describe("purging connect sessions", () => {
  it("deletes a session a month after it expires, and not before", async () => {
    const { token } = await createConnectSession(dev.ctx, { endUser: { id: "u" } });
    const { session } = await resolveSession(token, "req");
    const later = (days: number) => new Date(session.expiresAt.getTime() + days * DAY);
    await purgeExpired(later(30));
    expect(await db().connectSession.count({ where: { id: session.id } })).toBe(1);
    await purgeExpired(later(32));
    expect(await db().connectSession.count({ where: { id: session.id } })).toBe(0);
    await expect(resolveSession(token, "req")).rejects.toMatchObject({ code: "unknown_connect_session_token" });
  });

  it("keeps a session that is still valid", async () => {
    const { token } = await createConnectSession(dev.ctx, { tags: { a: "b" } });
    await purgeExpired();
    expect((await resolveSession(token, "req")).session.tags).toEqual({ a: "b" });
  });
});
