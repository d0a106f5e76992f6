import { connectionPath, sendWebhooksTo } from "./support/dashboard";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

const KEY = "lab-api-key";
const NAME = "Provider lab (API key)";

test("an end user connects with an API key after a typo, and reconnects", async ({ api, lab, page, receiver }) => {
  const signingKey = await sendWebhooksTo(page, receiver.url);
  await api.addIntegration(KEY);
  const field = page.getByLabel("API key", { exact: true });
  const connect = page.getByRole("button", { name: "Connect", exact: true });

  await test.step("a wrong key shows the provider's error message, and stays in the form", async () => {
    const { connect_link } = await api.session({ allowed_integrations: [KEY] });
    await page.goto(connect_link);
    await expect(screen(page, `Connect your ${NAME} account to`)).toBeVisible();
    await field.fill("lab_key_wrong");
    await connect.click();
    await expect(field).toHaveAccessibleDescription(/rejected these credentials.+It responded: "\S+/);
    await expect(field).toHaveValue("lab_key_wrong");
    await expect(field).toBeFocused();
    expect(await api.list()).toEqual([]);
  });

  await test.step("the correct key connects", async () => {
    await field.fill("lab_key_valid");
    await connect.click();
    await expect(screen(page, `${NAME} is connected to`)).toBeVisible();
  });

  const refused = await receiver.next(signingKey);
  expect(refused).toMatchObject({ operation: "creation", success: false, providerConfigKey: KEY });
  const { connectionId, ...event } = await receiver.next(signingKey);
  expect(event).toMatchObject({ operation: "creation", success: true, providerConfigKey: KEY });
  expect(event.endUser?.endUserId).toBe("user-42");

  const { credentials } = await api.read(connectionId, KEY);
  expect(credentials).toEqual({ type: "API_KEY", apiKey: "lab_key_valid" });
  expect(await lab.tries(`Bearer ${credentials.apiKey}`)).toBe(200);

  await test.step("the dashboard shows it", async () => {
    await page.goto("/dashboard/dev/connections");
    const row = page.getByRole("row", { name: connectionId });
    await expect(row).toContainText("Healthy");
    await row.getByRole("link", { name: "user-42" }).click();
    await expect(page).toHaveURL(connectionPath(KEY, connectionId));
    await expect(page.getByRole("region", { name: "Health" })).toContainText("Healthy");
  });

  await test.step("reconnecting keeps the connection ID", async () => {
    const { connect_link } = await api.reconnectSession(connectionId, KEY);
    await page.goto(connect_link);
    await expect(screen(page, `Reconnect your ${NAME} account to`)).toBeVisible();
    await field.fill("lab_key_valid");
    await connect.click();
    await expect(screen(page, `${NAME} is connected to`)).toBeVisible();
    expect(await receiver.next(signingKey)).toMatchObject({ operation: "override", success: true, connectionId });
    expect((await api.list()).map(({ connection_id }) => connection_id)).toEqual([connectionId]);
  });
});

test("a key stays in the form when the provider is down, and can be sent again", async ({ api, page }) => {
  await api.addIntegration(KEY);
  await page.goto((await api.session()).connect_link);
  const field = page.getByLabel("API key", { exact: true });
  await field.fill("lab_key_down");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: `${NAME} isn't responding` })).toBeVisible();
  await expect(field).toHaveValue("lab_key_down");
  await field.fill("lab_key_valid");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(screen(page, `${NAME} is connected to`)).toBeVisible();
});
