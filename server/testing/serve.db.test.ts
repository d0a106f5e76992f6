import { describe, expect, it } from "vitest";
import { env } from "@/server/core/env";
import { pool } from "@/server/db";
import { outboundFetch } from "@/server/net";
import { serveKeyhold } from "./serve";
import { newTeam } from "./team";

const keyhold = await serveKeyhold({ KEYHOLD_OUTBOUND_ALLOW: "127.0.0.1" });

describe("the helpers of database tests", () => {
  it("give each file its own migrated database", async () => {
    const { rows } = await pool().query('select current_database() as name, count(*)::int as users from "User"');
    expect(rows).toEqual([{ name: expect.stringMatching(/^test_/), users: 0 }]);
    expect(env().DATABASE_URL).toContain(rows[0].name);
  });

  it("serve the REST API with the keys of a new team", async () => {
    const { dev, prod } = await newTeam({ scopes: ["environment:connections:list"] });
    const answers = [dev.apiKey, prod.apiKey, "kh_dev_unknown"].map((apiKey) =>
      keyhold.call("/connections", { apiKey }),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 401]);
  });

  it("let Keyhold call its provider lab over HTTP", async () => {
    const response = await outboundFetch(`${keyhold.url}/lab/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({ issuer: `${keyhold.url}/lab` });
    expect(env().KEYHOLD_OUTBOUND_ALLOW).toEqual(["127.0.0.1"]);
  });
});
