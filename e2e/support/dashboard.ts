import { type APIResponse, expect, type Page } from "@playwright/test";

/** Sets the primary webhook endpoint on the settings page. @returns the signing key. */
export async function setWebhookEndpoint(page: Page, url: string): Promise<string> {
  await page.goto("/dashboard/dev/webhooks");
  await page.getByLabel("Primary endpoint").fill(url);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Show signing key" }).click();
  return page.getByRole("textbox", { name: "Current key" }).inputValue();
}

/** Returns the path of one connection's page. */
export function connectionPath(integration: string, connectionId: string, environment = "dev"): string {
  return `/dashboard/${environment}/connections/${integration}/${connectionId}`;
}

/** Returns the path of every page of the dev environment. With a name, also of the integration and connection with that name. */
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

/** Calls the dashboard's API as the user who is signed in on the page. */
async function mutate<T>(page: Page, procedure: string, input?: unknown): Promise<T> {
  return resultOf(await page.request.post(`/api/trpc/${procedure}`, { headers, data: { json: input } }));
}

/** Returns the API key of the dev environment, through the dashboard's API. */
export async function fetchApiKey(page: Page): Promise<string> {
  const [key] = await resultOf<{ id: string }[]>(await page.request.get("/api/trpc/apiKeys.list", { headers }));
  return (await mutate<{ token: string }>(page, "apiKeys.reveal", { id: key?.id })).token;
}

/** Sets the product name that end users see. */
export async function nameProduct(page: Page, productName: string): Promise<void> {
  await mutate(page, "environment.update", { productName });
}

/** Sets the primary webhook endpoint through the dashboard's API. @returns the signing key. */
export async function sendWebhooksTo(page: Page, primaryUrl: string): Promise<string> {
  await mutate(page, "webhooks.update", { primaryUrl });
  return (await mutate<{ signingKey: string }>(page, "webhooks.revealSigningKey")).signingKey;
}
