import { expect, type Page } from "@playwright/test";

/** Sets where webhooks go. @returns the signing key to verify them with. */
export async function setWebhookAddress(page: Page, url: string): Promise<string> {
  await page.goto("/dashboard/dev/webhooks");
  await page.getByLabel("Primary address").fill(url);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Show signing key" }).click();
  return page.getByRole("textbox", { name: "Current key" }).inputValue();
}

/** The page of one connection. */
export function connectionPath(integration: string, connectionId: string, environment = "dev"): string {
  return `/dashboard/${environment}/connections/${integration}/${connectionId}`;
}

/** Calls the dashboard's own API as the person who is signed in on the page. */
async function call<T>(page: Page, procedure: string, input?: unknown): Promise<T> {
  const url = `/api/trpc/${procedure}`;
  const headers = { "x-keyhold-environment": "dev" };
  const answer =
    input === undefined
      ? await page.request.get(url, { headers })
      : await page.request.post(url, { headers, data: { json: input } });
  expect(answer.status(), procedure).toBe(200);
  return (await answer.json()).result.data.json as T;
}

/** The API key of the dev environment, fetched without the screens. */
export async function fetchApiKey(page: Page): Promise<string> {
  const [key] = await call<{ id: string }[]>(page, "apiKeys.list");
  return (await call<{ token: string }>(page, "apiKeys.reveal", { id: key?.id })).token;
}

/** Names the product that asks, as end users read it. */
export async function nameProduct(page: Page, productName: string): Promise<void> {
  await call(page, "environment.update", { productName });
}
