import { describe, expect, it } from "vitest";
import { type AnyCtx, createCtx, createTeamCtx } from "@/server/core/ctx";
import { verb } from "./verb";

const PLACE = { teamId: "team_a", environmentId: "e", environmentName: "dev" };
const system = createCtx({ kind: "system", job: "test" }, PLACE);
const session = createCtx({ kind: "session", sessionId: "ses_a" }, PLACE);

describe("a verb", () => {
  const add = verb("connections:create", async (_ctx: AnyCtx, a: number, b: number) => a + b);

  it("has the name of its permission", () => expect(add.permission).toBe("connections:create"));

  it("runs with its input for an actor with the permission", async () => expect(await add(system, 1, 2)).toBe(3));

  it("rejects any other actor without running", async () => {
    const never = verb("connections:create", () => {
      throw new Error("ran");
    });
    const call = never(session);
    await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });

  it("can act on a team", async () => {
    const nameOf = verb("environment:read", async (ctx: AnyCtx) => ctx.environmentId ?? ctx.teamId);
    expect(await nameOf(createTeamCtx({ kind: "user", userId: "usr_a", role: "owner" }, "team_a"))).toBe("team_a");
  });
});
