import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";

/** A developer with an account, or before signing up. */
export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Returns a new developer. Each spec has its own, so that files can run in parallel. */
export function newPerson(name = "Ada Lovelace"): Person {
  return { name, email: `${randomUUID()}@example.com`, password: "four plain words here" };
}

/** Signs up on the sign-up page, which leads to Getting started. */
export async function signUp(page: Page, person = newPerson()): Promise<Person> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Getting started", level: 1 })).toBeVisible();
  return person;
}

/** Signs in on the sign-in page. The caller must check the result, because the sign-in can fail. */
export async function signIn(page: Page, { email, password }: Omit<Person, "name">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Creates an account and signs `page` in through the API, for specs that test something else. */
export async function beSignedUp(page: Page, person = newPerson()): Promise<Person> {
  const { request } = page;
  expect((await request.post("/api/sign-up", { data: person })).status()).toBe(201);
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const { email, password } = person;
  const form = { csrfToken, email, password, json: "true" };
  expect((await request.post("/api/auth/callback/credentials", { form })).status()).toBe(200);
  return person;
}
