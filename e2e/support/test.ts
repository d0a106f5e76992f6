import { test as base } from "@playwright/test";
import { type Backend, backend } from "./api";
import { fetchApiKey } from "./dashboard";
import { lab } from "./lab";
import { beSignedUp, type Person } from "./person";
import { type Receiver, startReceiver } from "./receiver";

interface Fixtures {
  /** The developer who is signed in on `page`. */
  developer: Person;
  /** The REST API with the key of the developer's dev environment. */
  api: Backend;
  lab: ReturnType<typeof lab>;
  /** The developer's webhook receiver. */
  receiver: Receiver;
}

/** Playwright's test with a new developer for each test. */
export const test = base.extend<Fixtures>({
  developer: async ({ page }, use) => use(await beSignedUp(page)),
  api: async ({ developer: _, page, request }, use) => use(backend(request, await fetchApiKey(page))),
  lab: async ({ request }, use) => {
    const levers = lab(request);
    await use(levers);
    await levers.calm();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
});
export { expect } from "@playwright/test";
