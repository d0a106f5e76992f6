import { backend, labParams } from "./support/api";
import { connectionPath, setWebhookEndpoint } from "./support/dashboard";
import { answerAtLab } from "./support/lab";
import { signUp } from "./support/person";
import { expect, test } from "./support/test";

const KEY = "lab-oauth2";
const NAME = "Provider lab (OAuth 2.0)";
/** Long enough to read a token before its refresh is due, at half its lifetime. */
const LIFE = { lab_expires_in: "8" };

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("from sign-up to a token that is refreshed, revoked and replaced by a reconnect", async ({
  page,
  request,
  lab,
  receiver,
}) => {
  test.setTimeout(120_000);
  await signUp(page);

  await test.step("the developer adds the integration from the catalog", async () => {
    await page.getByRole("link", { name: "Integrations" }).click();
    await page.getByRole("link", { name: "Add integration" }).first().click();
    await page.getByLabel("Search the catalog").fill("lab");
    await page.getByRole("link", { name: NAME }).click();
    await page.getByLabel("Client ID").fill("lab-client");
    await page.getByLabel("Client secret").fill("lab-secret");
    await page.getByRole("button", { name: "Add integration" }).click();
    await expect(page).toHaveURL(`/dashboard/dev/integrations/${KEY}`);
    await expect(page.getByRole("heading", { name: NAME, level: 1 })).toBeVisible();
  });

  const apiKey = await test.step("copies the API key", async () => {
    await page.getByRole("link", { name: "API keys" }).click();
    await page.getByRole("button", { name: /^Show the key “/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Show key" }).click();
    await page.getByRole("button", { name: "Copy: API key" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeAttached();
    return page.evaluate(() => navigator.clipboard.readText());
  });
  const api = backend(request, apiKey);

  const signingKey = await test.step("sets the webhook endpoint", () => setWebhookEndpoint(page, receiver.url));

  await test.step("an end user connects an account", async () => {
    const session = await api.session({ allowed_integrations: [KEY], ...labParams(LIFE) });
    await page.goto(session.connect_link);
    await expect(page.getByRole("heading", { name: `Connect your ${NAME} account to` })).toBeVisible();
    await page.getByRole("button", { name: `Continue to ${NAME}` }).click();
    await answerAtLab(page);
    await expect(page.getByRole("heading", { name: `${NAME} is connected to` })).toBeVisible();
  });

  const event = await test.step("the backend receives a signed webhook", () => receiver.next(signingKey));
  const { connectionId } = event;
  expect(event).toMatchObject({ type: "auth", operation: "creation", success: true, providerConfigKey: KEY });
  expect(event.endUser?.endUserId).toBe("user-42");

  const readToken = async () => String((await api.read(connectionId, KEY)).credentials.access_token);
  await test.step("reads a valid token, and a new one after it expires", async () => {
    const first = await readToken();
    expect(await lab.tries(`Bearer ${first}`)).toBe(200);
    expect(await lab.refreshes(connectionId)).toBe(0);
    let current = first;
    await expect
      .poll(
        async () => {
          current = await readToken();
          return current;
        },
        { timeout: 20_000 },
      )
      .not.toBe(first);
    expect(await lab.tries(`Bearer ${current}`)).toBe(200);
    expect(await lab.refreshes(connectionId)).toBe(1);
  });

  await test.step("after a revocation at the provider, reads fail and the dashboard says why", async () => {
    await lab.revoke(connectionId);
    await expect.poll(async () => (await api.get(connectionId, KEY)).status(), { timeout: 20_000 }).toBe(424);
    const { error } = await (await api.get(connectionId, KEY)).json();
    expect(error.code).toBe("invalid_credentials");
    expect(await receiver.next(signingKey)).toMatchObject({ operation: "refresh", success: false, connectionId });
    await page.goto(connectionPath(KEY, connectionId));
    const health = page.getByRole("region", { name: "Health" });
    await expect(health.getByRole("heading", { name: "Needs reconnect" })).toBeVisible();
    await expect(health).toContainText(error.message.replace(" Ask the end user to reconnect.", ""));
    await expect(health).toContainText("Ask the end user to reconnect.");
    await expect(health.getByRole("button", { name: "Create reconnect link" })).toBeVisible();
  });

  await test.step("the end user reconnects, and the connection keeps its ID and works again", async () => {
    const session = await api.reconnectSession(connectionId, KEY);
    await page.goto(session.connect_link);
    await expect(page.getByRole("heading", { name: `Reconnect your ${NAME} account to` })).toBeVisible();
    await page.getByRole("button", { name: `Continue to ${NAME}` }).click();
    await answerAtLab(page);
    await expect(page.getByRole("heading", { name: `${NAME} is connected to` })).toBeVisible();
    expect(await receiver.next(signingKey)).toMatchObject({ operation: "override", success: true, connectionId });
    expect(await lab.tries(`Bearer ${await readToken()}`)).toBe(200);
    await page.goto(connectionPath(KEY, connectionId));
    await expect(page.getByRole("region", { name: "Health" }).getByRole("heading", { name: "Healthy" })).toBeVisible();
  });
});
