import { connectionPath, sendWebhooksTo } from "./support/dashboard";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

const KEY = "lab-basic";
const NAME = "Provider lab (basic)";

test("an end user connects with a username and password, and reconnects", async ({ api, lab, page, receiver }) => {
  const signingKey = await sendWebhooksTo(page, receiver.url);
  await api.addIntegration(KEY);
  const username = page.getByLabel("Username", { exact: true });
  const password = page.getByLabel("Password", { exact: true });
  const connect = page.getByRole("button", { name: "Connect", exact: true });

  await test.step("missing values are reported before anything is sent", async () => {
    await page.goto((await api.session()).connect_link);
    await connect.click();
    await expect(username).toHaveAccessibleDescription(/Username is missing/);
    await expect(password).toHaveAccessibleDescription(/Password is missing/);
  });

  await test.step("a wrong password shows the provider's error message, and keeps the entered values", async () => {
    await username.fill("ada");
    await password.fill("wrong");
    await connect.click();
    await expect(password).toHaveAccessibleDescription(/rejected these credentials.+It responded: "\S+/);
    await expect(username).toHaveValue("ada");
    await expect(password).toHaveValue("wrong");
  });

  await test.step("the correct password connects", async () => {
    await password.fill("lab_pass_valid");
    await connect.click();
    await expect(screen(page, `${NAME} is connected to`)).toBeVisible();
  });

  expect(await receiver.next(signingKey)).toMatchObject({ operation: "creation", success: false });
  const { connectionId, ...event } = await receiver.next(signingKey);
  expect(event).toMatchObject({ operation: "creation", success: true, providerConfigKey: KEY });

  const { credentials } = await api.read(connectionId, KEY);
  expect(credentials).toEqual({ type: "BASIC", username: "ada", password: "lab_pass_valid" });
  const encoded = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
  expect(await lab.tries(`Basic ${encoded}`)).toBe(200);

  await test.step("the dashboard shows it", async () => {
    await page.goto(connectionPath(KEY, connectionId));
    await expect(page.getByRole("region", { name: "Health" })).toContainText("Healthy");
    await expect(page.getByRole("region", { name: "Details" })).toContainText("BASIC");
  });

  await test.step("reconnecting keeps the connection ID", async () => {
    await page.goto((await api.reconnectSession(connectionId, KEY)).connect_link);
    await username.fill("ada");
    await password.fill("lab_pass_valid");
    await connect.click();
    await expect(screen(page, `${NAME} is connected to`)).toBeVisible();
    expect(await receiver.next(signingKey)).toMatchObject({ operation: "override", success: true, connectionId });
    expect((await api.list()).map(({ connection_id }) => connection_id)).toEqual([connectionId]);
  });
});
