import { type APIResponse, expect, type Page } from "@playwright/test";

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

/** Every page of the dev environment; with a name, also the pages of what carries it. */
export function dashboardPaths({ integration, connectionId }: { integration?: string; connectionId?: string } = {}) {
  const inside = [
    "getting-started",
    "integrations",
    "integrations/new",
    "integrations/new/lab-oauth2",
    "connections",
    "connections/calendar",
    "api-keys",
    "webhooks",
    "settings",
    ...(integration ? [`integrations/${integration}`] : []),
    ...(integration && connectionId ? [`connections/${integration}/${connectionId}`] : []),
  ];
  return inside.map((path) => `/dashboard/dev/${path}`);
}

const headers = { "x-keyhold-environment": "dev" };

async function resultOf<T>(response: APIResponse): Promise<T> {
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()).result.data.json as T;
}

/** Calls the dashboard's own API as the person who is signed in on the page. */
async function mutate<T>(page: Page, procedure: string, input?: unknown): Promise<T> {
  return resultOf(await page.request.post(`/api/trpc/${procedure}`, { headers, data: { json: input } }));
}

/** The API key of the dev environment, fetched without the screens. */
export async function fetchApiKey(page: Page): Promise<string> {
  const [key] = await resultOf<{ id: string }[]>(await page.request.get("/api/trpc/apiKeys.list", { headers }));
  return (await mutate<{ token: string }>(page, "apiKeys.reveal", { id: key?.id })).token;
}

/** Names the product that asks, as end users read it. */
export async function nameProduct(page: Page, productName: string): Promise<void> {
  await mutate(page, "environment.update", { productName });
}

/** Sets where webhooks go without the screens. @returns the signing key to verify them with. */
export async function sendWebhooksTo(page: Page, primaryUrl: string): Promise<string> {
  await mutate(page, "webhooks.update", { primaryUrl });
  return (await mutate<{ signingKey: string }>(page, "webhooks.revealSigningKey")).signingKey;
}
