import { describe, expect, it } from "vitest";
import { endUserOf, eventConnection } from "./event-connection";
import type { SessionRecord } from "./session/record";

const session = (more: Partial<SessionRecord>) =>
  ({ tags: { plan: "pro" }, endUser: null, organization: null, webhookUrlOverride: null, ...more }) as SessionRecord;
const integration = { uniqueKey: "gh", provider: "github" } as Parameters<typeof eventConnection>[0]["integration"];

describe("the connection in an auth webhook", () => {
  it("has the organization of the session, also when nothing was stored", () => {
    const made = eventConnection({
      session: session({ endUser: { id: "u" }, organization: { id: "o" } }),
      integration,
      connectionId: "c",
    });
    expect(made).toEqual({
      connectionId: "c",
      uniqueKey: "gh",
      provider: "github",
      authMode: "OAUTH2",
      tags: { plan: "pro" },
      endUser: { id: "u", organization: { id: "o" } },
      webhookUrlOverride: null,
    });
  });

  it("has no end user when the session names none", () => {
    expect(endUserOf(session({ organization: { id: "o" } }))).toBeNull();
  });
});
