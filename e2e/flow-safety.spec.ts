import type { Browser, Page, Request } from "@playwright/test";
import { type Backend, labParams } from "./support/api";
import { nameProduct } from "./support/dashboard";
import { answerAtLab } from "./support/lab";
import { screen } from "./support/screen";
import { expect, test } from "./support/test";

const KEY = "lab-oauth2";
const NAME = "Provider lab (OAuth 2.0)";
const PRODUCT = "Honeypot CRM";
const MALLORY = { id: "mallory", display_name: "Mallory", email: "mallory@example.com" };

test.beforeEach(async ({ api, page }) => {
  await nameProduct(page, PRODUCT);
  await api.addIntegration(KEY);
});

/** Opens a page in a new browser without cookies or storage. */
async function freshBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Starts a flow in a browser. @returns the authorization URL with its `state`. */
async function begin(page: Page, connectLink: string): Promise<URL> {
  await page.goto(connectLink);
  const leaving = page.waitForRequest((request) => request.url().includes("/lab/oauth2/authorize"));
  await page.getByRole("button", { name: `Continue to ${NAME}` }).click();
  return new URL((await leaving).url());
}

/** Approves access at the provider without following the redirect back. @returns the callback URL with the code. */
async function stopAtCallback(page: Page, api: Backend): Promise<string> {
  const { connect_link } = await api.session({ end_user: MALLORY, ...labParams({ lab_consent: "allow" }) });
  await page.route("**/lab/oauth2/authorize*", (route) => route.fulfill({ status: 204 })); // the browser stays
  const authorizeUrl = await begin(page, connect_link);
  const answer = await page.request.get(authorizeUrl.href, { maxRedirects: 0 });
  return String(answer.headers().location);
}

function requestsOf(page: Page): Request[] {
  const requests: Request[] = [];
  page.on("request", (request) => requests.push(request));
  return requests;
}

test.describe("a connect link from someone else", () => {
  test("shows which product asks and for whom, and contacts no provider without a click", async ({ api, browser }) => {
    const { connect_link } = await api.session({ end_user: MALLORY });
    const victim = await freshBrowser(browser);
    const requests = requestsOf(victim);
    await victim.goto(connect_link);
    await expect(screen(victim, `Connect your ${NAME} account to ${PRODUCT}`)).toBeVisible();
    await expect(victim.getByText("as Mallory · mallory@example.com")).toBeVisible();
    await expect(victim.getByText("Not you? Close this page.")).toBeVisible();
    await expect(victim.getByRole("button", { name: `Continue to ${NAME}` })).toBeVisible();
    const paths = requests.map((request) => new URL(request.url()).pathname);
    expect(paths.filter((path) => /^\/(lab|oauth)\b/.test(path))).toEqual([]);
  });

  test("also asks first when it is the URL of the SDK's pop-up", async ({ api, browser }) => {
    const { token } = await api.session({ end_user: MALLORY });
    const victim = await freshBrowser(browser);
    const requests = requestsOf(victim);
    await victim.goto(`/oauth/connect/${KEY}?connect_session_token=${token}`);
    await expect(screen(victim, `Connect your ${NAME} account to ${PRODUCT}`)).toBeVisible();
    expect(victim.url()).not.toContain(token);
    expect(requests.filter((request) => new URL(request.url()).pathname.startsWith("/lab"))).toEqual([]);
  });
});

test.describe("a flow that another browser started", () => {
  test("is rejected when the victim opens the authorization URL and consents", async ({ api, browser }) => {
    const { connect_link } = await api.session({ end_user: MALLORY });
    const authorizeUrl = await begin(await freshBrowser(browser), connect_link);
    const victim = await freshBrowser(browser);
    await victim.goto(authorizeUrl.href);
    await answerAtLab(victim);
    await expect(screen(victim, "Finish in the browser where you started")).toBeVisible();
    await expect(victim.getByText("If you didn't start this yourself, close this page.")).toBeVisible();
    expect(victim.url()).not.toMatch(/code=|state=/);
    expect(await api.list()).toEqual([]);
  });

  test("is rejected when the victim opens the callback URL, and the code stays unused", async ({ api, browser }) => {
    const attacker = await freshBrowser(browser);
    const callbackUrl = await stopAtCallback(attacker, api);
    const victim = await freshBrowser(browser);
    await victim.goto(callbackUrl);
    await expect(screen(victim, "Finish in the browser where you started")).toBeVisible();
    expect(await api.list()).toEqual([]);

    await attacker.goto(callbackUrl);
    await expect(screen(attacker, `${NAME} is connected to ${PRODUCT}`)).toBeVisible();
    await victim.goto(attacker.url());
    await expect(screen(victim, "There is no result to show")).toBeVisible();
  });

  test("is rejected without its cookie", async ({ api, browser }) => {
    const page = await freshBrowser(browser);
    const callbackUrl = await stopAtCallback(page, api);
    await page.context().clearCookies();
    await page.goto(callbackUrl);
    await expect(screen(page, "Finish in the browser where you started")).toBeVisible();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("button", { name: `Continue to ${NAME}` })).toBeVisible();
    expect(await api.list()).toEqual([]);
  });

  test("is rejected with an invented state", async ({ browser }) => {
    const page = await freshBrowser(browser);
    await page.goto("/oauth/callback?state=made-up&code=made-up");
    await expect(screen(page, "This attempt can't be finished")).toBeVisible();
    expect(page.url()).not.toContain("made-up");
  });
});

test.describe("returning from the provider", () => {
  test("shows a hostile error description as text", async ({ api, browser }) => {
    const { connect_link } = await api.session();
    const page = await freshBrowser(browser);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    const authorize = (await begin(page, connect_link)).searchParams;
    await page.waitForURL(/\/lab\/oauth2\/login/);
    const hostile = `"><img src=x onerror="alert(1)"><script>alert(2)</script>`;
    const callback = new URL(String(authorize.get("redirect_uri")));
    callback.search = new URLSearchParams({
      state: String(authorize.get("state")),
      iss: `${callback.origin}/lab`,
      error: "server_error",
      error_description: hostile,
    }).toString();
    await page.goto(callback.href);
    await expect(screen(page, `${NAME} stopped the connection`)).toBeVisible();
    await expect(page.getByRole("blockquote")).toContainText(hostile);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(dialogs).toEqual([]);
    expect(page.url()).not.toMatch(/state=|error/);
  });

  test("loads nothing from other origins, and leaves no code in the URL", async ({ api, baseURL, browser }) => {
    const { connect_link } = await api.session();
    const page = await freshBrowser(browser);
    const requests = requestsOf(page);
    await begin(page, connect_link);
    await answerAtLab(page);
    await expect(screen(page, `${NAME} is connected to ${PRODUCT}`)).toBeVisible();
    await expect(page).toHaveURL(/\/connect\/result\/att_\w+$/);
    const origins = requests.map((request) => new URL(request.url())).filter(({ protocol }) => protocol !== "data:");
    expect(new Set(origins.map(({ origin }) => origin))).toEqual(new Set([baseURL]));
    const referrers = requests.map((request) => request.headers().referer ?? "");
    expect(referrers.filter((referrer) => /code=|session_token/.test(referrer))).toEqual([]);
  });

  test("shows a neutral message when access was denied, and a second attempt succeeds", async ({ api, browser }) => {
    const { connect_link } = await api.session();
    const page = await freshBrowser(browser);
    await begin(page, connect_link);
    await answerAtLab(page, "Deny");
    await expect(screen(page, "You didn't approve access")).toBeVisible();
    expect(await api.list()).toEqual([]);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: `Continue to ${NAME}` }).click();
    await answerAtLab(page);
    await expect(screen(page, `${NAME} is connected to ${PRODUCT}`)).toBeVisible();
  });

  test("leads to the backend's return URL, whatever the query contains", async ({ api, browser, receiver }) => {
    const { connect_link } = await api.session({ return_url: receiver.url, ...labParams({ lab_consent: "allow" }) });
    const page = await freshBrowser(browser);
    const evil = encodeURIComponent("https://evil.example/");
    await begin(page, `${connect_link}&return_url=${evil}`);
    await expect(screen(page, `${NAME} is connected to ${PRODUCT}`)).toBeVisible();
    const back = page.getByRole("link", { name: `Return to ${PRODUCT}` });
    await expect(back).toHaveAttribute("href", receiver.url);
    await page.goto(`${page.url()}?return_url=${evil}`);
    await expect(back).toHaveAttribute("href", receiver.url);
    await back.click();
    await expect(page).toHaveURL(receiver.url);
  });
});

test.describe("a connect link that can't be used", () => {
  test("says that it was already used", async ({ api, browser }) => {
    const { connect_link } = await api.session(labParams({ lab_consent: "allow" }));
    const page = await freshBrowser(browser);
    await begin(page, connect_link);
    await expect(screen(page, `${NAME} is connected to ${PRODUCT}`)).toBeVisible();
    await page.goto(connect_link);
    await expect(screen(page, "This link was already used")).toBeVisible();
  });

  test("says that it has expired", async ({ api, browser }) => {
    const { connect_link } = await api.session();
    const page = await freshBrowser(browser);
    // A session expires after 30 minutes, so the test returns the server's response for an expired one.
    const error = { code: "connect_session_expired", message: "This connect link has expired." };
    await page.route("**/connect/session", (route) => route.fulfill({ status: 401, json: { error } }));
    await page.goto(connect_link);
    await expect(screen(page, "This link has expired")).toBeVisible();
    await expect(page.getByText("You'll get a new link.")).toBeVisible();
  });

  test("says that it is unknown, incomplete or missing", async ({ browser }) => {
    const page = await freshBrowser(browser);
    await page.goto("/connect");
    await expect(screen(page, "This page needs a link")).toBeVisible();
    await page.goto("/connect?session_token=nango_connect_session_12");
    await expect(screen(page, "This link is incomplete")).toBeVisible();
    await page.goto(`/connect?session_token=nango_connect_session_${"0".repeat(64)}`);
    await expect(screen(page, "This link isn't valid")).toBeVisible();
    expect(page.url()).not.toContain("nango");
  });
});
