// An instance whose outbound calls all go to the simulator, which plays any entry of the catalog.
import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { loadProvider } from "@/providers/load";
import { catalogEntries, createStage, OWN_SCOPES, type Play } from "@/simulator";
import type { Connection, ConnectionList } from "@/wire/connections";
import { createClient } from "../../scripts/prove/client";
import { addIntegration } from "../../scripts/prove/connect";
import { newCallbackId } from "../../scripts/prove/work";
import { spawnInstance } from "./instance";

/** A simulated provider with an integration in the instance. */
export interface Staged {
  play: Play;
  authMode: string;
  /** Returns the label of a field. */
  labelOf(name: string): string;
  /** The connect link for an end user. */
  connectLink: string;
  /** Reads the newest connection through the public API. */
  read(): Promise<{ credentials: Record<string, unknown> }>;
}

export interface StagedInstance {
  setUp(slug: string): Promise<Staged>;
  /** Replaces every page outside this machine by a page of the simulator with one link to follow. */
  playPages(page: Page): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a simulator of some entries, and an instance whose outbound calls all go to it. */
export async function startStaged(slugs: readonly string[]): Promise<StagedInstance> {
  const works = catalogEntries().filter(({ entry }) => slugs.includes(entry.slug));
  const apiKey = `e2e-${randomBytes(24).toString("hex")}`;
  let publicUrl = "";
  const stage = createStage(
    works.map(({ entry }) => entry),
    {
      get publicUrl() {
        return publicUrl;
      },
      readDocument: async (url: string) => (await fetch(url)).json(),
    },
  );
  const { url: stageUrl, close } = await stage.listen();
  const instance = await spawnInstance({
    KEYHOLD_STAGE_URL: stageUrl,
    KEYHOLD_BOOTSTRAP_EMAIL: "stage@example.com",
    KEYHOLD_BOOTSTRAP_PASSWORD: randomBytes(12).toString("hex"),
    KEYHOLD_API_KEY_DEV: apiKey,
  });
  publicUrl = instance.url;
  const client = createClient({ url: publicUrl, publicUrl, apiKey, stageUrl });

  async function setUp(slug: string): Promise<Staged> {
    const known = works.find(({ entry }) => entry.slug === slug);
    if (!known) throw new Error(`The catalog has no ${slug}`);
    const [key = slug] = stage.keysOf(slug);
    const play = stage.plan(key);
    const callbackId = newCallbackId();
    play.isActive = true;
    play.callbackUrl = `${publicUrl}/oauth/callback/${callbackId}`;
    await addIntegration(client, { ...known, key: slug, callbackId, fixtures: play.fixtures, ownScopes: OWN_SCOPES });
    const token = await client.newSession(slug, `user-of-${slug}`);
    const read = async () => {
      const { body: list } = await client.call<ConnectionList>(`/connections?integrationId=${slug}`);
      const [connection] = list.connections;
      const path = `/connections/${connection?.connection_id}?provider_config_key=${slug}`;
      return (await client.call<Connection>(path)).body;
    };
    const labelOf = (name: string) => loadProvider(slug)?.texts.fields[name]?.label ?? name;
    return {
      play,
      labelOf,
      authMode: known.authMode,
      connectLink: `${publicUrl}/connect?session_token=${token}`,
      read,
    };
  }

  async function playPages(page: Page): Promise<void> {
    await page.route("https://**/*", async (route) => {
      const target = await client.visit(route.request().url());
      const link = target.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      const body = `<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1><a href="${link}">Allow</a></html>`;
      await route.fulfill({ status: 200, contentType: "text/html", body });
    });
  }

  const stop = async () => {
    await instance.stop();
    await close();
  };
  return { setUp, playPages, stop };
}
