import { type APIRequestContext, expect, type Page } from "@playwright/test";

interface LedgerLine {
  event: string;
  kind: string | null;
}

/** The provider lab's control calls and its API. */
export function lab(request: APIRequestContext) {
  const pull = async (lever: string, data: Record<string, string>) => {
    expect((await request.post(`/lab/${lever}`, { data })).status()).toBe(200);
  };
  const touched = new Set<string>();
  return {
    /** Resets the scenarios of all connections, because the tests that follow use the same host. */
    calm: async () => {
      for (const connection of touched) await pull("scenario", { connection, refresh: "ok" });
    },
    /** Revokes all grants and tokens of a connection, as a user can at a provider. */
    revoke: (connection: string) => pull("revoke", { connection }),
    /** Sets the scenario of an active grant. */
    set: (connection: string, levers: Record<string, string>) => {
      touched.add(connection);
      return pull("scenario", { connection, ...levers });
    },
    /** Returns the status of an API call with a credential. */
    tries: async (authorization: string) => (await request.get("/lab/api/me", { headers: { authorization } })).status(),
    /** Returns how often a refresh token of the connection was used. */
    refreshes: async (connection: string) => {
      const response = await request.get("/lab/ledger", { params: { connection } });
      const { entries } = (await response.json()) as { entries: LedgerLine[] };
      return entries.filter(({ event }) => event === "refreshed").length;
    },
  };
}

/** Signs in at the lab, and allows or denies access. */
export async function answerAtLab(page: Page, answer: "Allow" | "Deny" = "Allow"): Promise<void> {
  await page.getByRole("button", { name: "Continue as Ada Lovelace" }).click();
  await expect(page.getByRole("heading", { name: "wants to access your account" })).toBeVisible();
  await page.getByRole("button", { name: answer }).click();
}
