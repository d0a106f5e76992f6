import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrate } from "./migrate";

const MIGRATIONS = path.join(import.meta.dirname, "../../prisma/migrations");
const CHANGE = "20261129012519_messages";

const { adminUrl, prefix } = inject("postgres");
const admin = new pg.Client({ connectionString: adminUrl });
const name = `${prefix}${randomBytes(6).toString("hex")}`;
const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
let client: pg.Client;

/** Migrates to the version before the change, in which every message was a sentence. */
async function migrateToSentences(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
  const older = readdirSync(MIGRATIONS).filter((migration) => migration < CHANGE);
  for (const migration of older)
    cpSync(path.join(MIGRATIONS, migration), path.join(folder, migration), { recursive: true });
  await migrate(url, folder);
  rmSync(folder, { recursive: true });
}

/** Inserts rows without their parents, because only their own columns matter here. */
const WITHOUT_FOREIGN_KEYS = `do $$ declare key record; begin
  for key in select conrelid::regclass as relation, conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace loop
    execute format('alter table %s drop constraint %I', key.relation, key.conname);
  end loop; end $$`;

const UUID = "00000000-0000-4000-8000-000000000000";
/** Sentences in a log of the older version, and the messages they become. */
const SENTENCES: [sentence: string, code: string, params: object][] = [
  ["The access token was renewed.", "refresh.succeeded", {}],
  ["The access token was renewed: the connection works again.", "refresh.recovered", {}],
  ["Connected to Stripe.", "connect.connected", { provider: "Stripe" }],
  ["Connected to Stripe again.", "connect.reconnected", { provider: "Stripe" }],
  [
    "Zoho (CRM). Ltd refused the refresh token. It said: token is gone.",
    "health.refresh_token_rejected",
    { provider: "Zoho (CRM). Ltd", said: "token is gone" },
  ],
  ["Zoho refused the refresh token.", "health.refresh_token_rejected", { provider: "Zoho" }],
  [
    "Zoho did not accept this credential. Check it and try again. It answered with status 403.",
    "connect.credentials_rejected_status",
    { provider: "Zoho", status: 403 },
  ],
  [
    "Deleted the connection to Google. There was nothing to end at the provider.",
    "connection.deleted_none",
    { provider: "Google" },
  ],
  [
    "POST https://as.example/token answered 200 after 12 ms.",
    "step.answered",
    { method: "POST", url: "https://as.example/token", status: 200, tookMs: 12 },
  ],
  [
    "Zoho could not be reached or failed. An earlier renewal was cut off at 2026-11-20 10:30 UTC: the new token it brought may have been lost.",
    "health.interrupted",
    {
      reason: { code: "health.provider_unavailable", params: { provider: "Zoho" } },
      interruptedAt: "2026-11-20T10:30:00.000Z",
    },
  ],
  [
    "Zoho asks to slow down. An earlier renewal was cut off at undefined UTC: the new token it brought may have been lost.",
    "health.rate_limited",
    { provider: "Zoho" },
  ],
  ["A sentence nobody knows.", "common.legacy", { text: "A sentence nobody knows." }],
];

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  await migrateToSentences();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(WITHOUT_FOREIGN_KEYS);
  for (const [index, [sentence]] of SENTENCES.entries()) {
    await client.query(
      `insert into "Operation" (id, "environmentId", type, status, message) values ($1, $2, 'auth', 'success', $3)`,
      [`op_${index}`, UUID, sentence],
    );
  }
  await client.query(
    `insert into "Operation" (id, "environmentId", type, status) values ('op_none', '${UUID}', 'auth', 'success')`,
  );
  await client.query(`insert into "LogMessage" (id, "environmentId", "operationId", level, message)
    values ('msg_1', '${UUID}', 'op_0', 'info', 'GET https://api.example/ was not answered after 5 ms.')`);
  await client.query(`insert into "Delivery" (id, "environmentId", "eventId", url, "lastError")
    values ('dlv_1', '${UUID}', 'evt_1', 'https://hooks.example/', 'The receiver answered 500.')`);
  await client.query(`insert into "AuthAttempt" (id, "environmentId", "sessionId", "integrationId", "stateHash", "bindingHash", "redirectUri",
      "connectionId", "expiresAt", "errorMessage")
    values ('att_1', '${UUID}', 's', 'i', '', '', '', 'c', now(), 'Access was not granted, so nothing was connected.')`);
  const connection = (id: string, health: string, texts: (string | null)[]) =>
    client.query(
      `insert into "Connection" (id, "environmentId", "integrationId", "connectionId", "authMode", credentials, "updatedAt", health,
        "healthReason", "healthNextStep", "endsBecause", "lastError")
      values ($1, '${UUID}', 'i', $1, 'OAUTH2', '', now(), $2, $3, $4, $5, $6)`,
      [id, health, ...texts],
    );
  const lastError = JSON.stringify({
    class: "outage",
    code: "provider_unavailable",
    message: "Zoho asks to slow down.",
  });
  await connection("healthy", "healthy", [null, null, null, null]);
  await connection("expiring", "expiring", [
    "The client certificate ends then.",
    "Ask the user to reconnect before then.",
    "The client certificate ends then.",
    null,
  ]);
  await connection("failing", "failing", [null, "Keyhold tries again by itself.", null, lastError]);
  await connection("odd", "failing", ["It failed.", "Do something odd.", null, null]);
  await migrate(url);
});

afterAll(async () => {
  await client.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

async function valueFrom(sql: string): Promise<unknown> {
  const { rows } = await client.query<{ value: unknown }>(sql);
  return rows[0]?.value;
}

describe("the migration from sentences to messages", () => {
  it.each(SENTENCES.map((row, index) => [index, ...row] as const))(
    "converts the message of an operation (%i): %s",
    async (index, _sentence, code, params) => {
      expect(await valueFrom(`select message as value from "Operation" where id = 'op_${index}'`)).toEqual({
        code,
        params,
      });
    },
  );

  it("adds no message to an operation without one", async () => {
    expect(await valueFrom(`select message as value from "Operation" where id = 'op_none'`)).toBeNull();
  });

  it("converts log messages, deliveries and connect attempts", async () => {
    expect(await valueFrom(`select message as value from "LogMessage"`)).toEqual({
      code: "step.unanswered",
      params: { method: "GET", url: "https://api.example/", tookMs: 5 },
    });
    expect(await valueFrom(`select "lastError" as value from "Delivery"`)).toEqual({
      code: "delivery.status",
      params: { status: 500 },
    });
    expect(await valueFrom(`select "errorMessage" as value from "AuthAttempt"`)).toEqual({
      code: "connect.access_denied",
      params: {},
    });
  });

  it("converts the health of connections, and appends an unknown next step to its reason", async () => {
    const { rows } = await client.query(
      `select id, "healthReason", "healthNextStep", "endsBecause", "lastError" from "Connection" order by id`,
    );
    const certificate = { code: "ends.certificate", params: {} };
    expect(rows).toEqual([
      {
        ...{ id: "expiring", healthReason: certificate, healthNextStep: "next_step.reconnect_before" },
        ...{ endsBecause: certificate, lastError: null },
      },
      {
        ...{ id: "failing", healthReason: { code: "health.rate_limited", params: { provider: "Zoho" } } },
        ...{ healthNextStep: "next_step.retried", endsBecause: null },
        lastError: { class: "outage", code: "provider_unavailable" },
      },
      { id: "healthy", healthReason: null, healthNextStep: null, endsBecause: null, lastError: null },
      {
        ...{ id: "odd", healthReason: { code: "common.legacy", params: { text: "It failed. Do something odd." } } },
        ...{ healthNextStep: null, endsBecause: null, lastError: null },
      },
    ]);
  });

  it("leaves no helper functions behind", async () => {
    expect(await valueFrom(`select count(*)::int as value from pg_proc where proname = 'message_of'`)).toBe(0);
  });
});
