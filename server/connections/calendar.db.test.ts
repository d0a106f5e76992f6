import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { readCalendar } from "./calendar";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [{ dev }, other] = [await newTeam(), await newTeam()];
await flows.addIntegration(dev, "lab-oauth2");
await flows.addIntegration(other.dev, "lab-oauth2");

const DAY_MS = 24 * 60 * 60_000;
async function endingIn(days: number, environment = dev): Promise<string> {
  const connectionId = await flows.connect(environment);
  const endsAt = new Date(Date.now() + days * DAY_MS);
  await db().connection.updateMany({
    where: { connectionId },
    data: { endsAt, endsBecause: { code: "ends.certificate", params: {} } },
  });
  return connectionId;
}

describe("the calendar", () => {
  it("lists connections that expire within the given days, soonest first, of this environment only", async () => {
    const [late, soon] = [await endingIn(20), await endingIn(3)];
    await endingIn(40);
    await endingIn(5, other.dev);
    const { ending } = await readCalendar(dev.ctx, { days: 30 });
    expect(ending.total).toBe(2);
    expect(ending.connections.map(({ connection_id }) => connection_id)).toEqual([soon, late]);
    expect(ending.connections[0]?.health.ends_because).toBe("The client certificate expires on this date.");
    const response = await keyhold.call("/connections?endsWithinDays=10", { apiKey: dev.apiKey });
    const { connections } = (await response.json()) as { connections: { connection_id: string }[] };
    expect(connections.map(({ connection_id }) => connection_id)).toEqual([soon]);
  });

  it("lists connections that need a reconnect", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2&force_refresh=true`;
    expect((await keyhold.call(path, { apiKey: dev.apiKey })).status).toBe(424);
    const { lost } = await readCalendar(dev.ctx, { days: 30 });
    expect(lost.connections.map(({ connection_id }) => connection_id)).toEqual([connectionId]);
  });
});
