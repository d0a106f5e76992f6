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
    "Zoho could not be reached or failed. An earlier renewal was cut off at 2026-11-20 10:30 UTC: the new token it brought may have been lost.",
    "health.interrupted",
    {
      reason: { code: "health.provider_unavailable", params: { provider: "Zoho" } },
      interruptedAt: "2026-11-20T10:30:00.000Z",
    },
  ],
  [
    "Zoho refused the refresh token. It said: token is gone. An earlier renewal was cut off at 2026-11-20 10:30 UTC: the new token it brought may have been lost.",
    "health.interrupted",
    {
      reason: { code: "health.refresh_token_rejected", params: { provider: "Zoho", said: "token is gone" } },
      interruptedAt: "2026-11-20T10:30:00.000Z",
    },
  ],
  [
    "It broke. An earlier renewal was cut off at 2026-11-20 10:30 UTC: the new token it brought may have been lost.",
    "health.interrupted",
    {
      reason: { code: "common.legacy", params: { text: "It broke." } },
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
  await client.query(`insert into "LogMessage" (id, "environmentId", "operationId", level, message) values
    ('msg_1', '${UUID}', 'op_0', 'info', 'GET https://api.example/ was not answered after 5 ms.'),
    ('msg_2', '${UUID}', 'op_0', 'info', 'POST https://api.example/ answered 200 after 12 ms.'),
    ('msg_3', '${UUID}', 'op_0', 'info', 'The receiver answered 500.'),
    ('msg_4', '${UUID}', 'op_0', 'info', 'Nobody waits longer than 10 ms.')`);
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

interface HealthRow {
  id: string;
  reason: unknown;
  nextStep: string | null;
  ends: unknown;
}

async function healthRows(): Promise<HealthRow[]> {
  const { rows } = await client.query<HealthRow>(
    `select id, "healthReasonCode" as reason, "healthNextStepCode" as "nextStep", "endsBecauseCode" as ends
     from "Connection" order by id`,
  );
  return rows;
}

function legacy(text: string) {
  return { code: "common.legacy", params: { text } };
}

/** What the previous version sends with the outcome of a refresh. */
function operation(operationId: string, message: string) {
  const step = "POST https://as.example/token answered 200 after 12 ms.";
  const at = new Date(0).toISOString();
  return {
    ...{ environmentId: UUID, fence: 0, healthReason: null, healthNextStep: null, endsBecause: null, dueInMs: 1000 },
    ...{ kept: {}, expiresInMs: 1000, endsInMs: null, host: "as.example", operationId, status: "success", code: null },
    ...{ integration: "zoho", provider: "zoho", connection: "failing", message, startedAt: at },
    steps: [{ id: `msg_${operationId}`, level: "info", message: step, detail: {}, at }],
  };
}

/** The statement with which the previous version stores new tokens. */
const OLD_SUCCESS = `with input as (select * from jsonb_to_recordset($1::jsonb) as i(n int, id text, "environmentId" uuid, fence int,
    health text, "healthReason" text, "healthNextStep" text, "dueInMs" float8, host text, "operationId" text, status text,
    integration text, provider text, connection text, code text, message text, "startedAt" timestamptz, steps jsonb,
    kept jsonb, "expiresInMs" float8, "endsInMs" float8, "endsBecause" text)),
  written as (update "Connection" c set credentials = ($2::bytea[])[i.n], "connectionConfig" = c."connectionConfig" || i.kept,
      "expiresAt" = now() + i."expiresInMs" * interval '1 millisecond', "refreshDueAt" = now() + i."dueInMs" * interval '1 millisecond',
      "endsAt" = now() + i."endsInMs" * interval '1 millisecond', "endsBecause" = i."endsBecause",
      health = i.health::"Health", "healthReason" = i."healthReason", "healthNextStep" = i."healthNextStep",
      "healthSince" = case when i.health = 'healthy' then null when c.health::text = i.health then c."healthSince" else now() end,
      "lastError" = null, "toldClass" = null, attempts = 0, "inflightAt" = null, "refreshedAt" = now(), "lastGoodAt" = now(),
      "storedFence" = c.fence + 1, "refreshHost" = i.host, "leaseOwner" = null, "leaseUntil" = null, "refreshWantedAt" = null,
      fence = c.fence + 1, "updatedAt" = now()
    from input i where c.id = i.id and c."environmentId" = i."environmentId" and c.fence = i.fence returning i.n),
  op as (insert into "Operation" (id, "environmentId", type, status, integration, provider, connection, code, message, "startedAt", "endedAt")
    select i."operationId", i."environmentId", 'refresh', i.status, i.integration, i.provider, i.connection, i.code, i.message, i."startedAt", now()
    from input i join written w on w.n = i.n returning id),
  steps as (insert into "LogMessage" (id, "environmentId", "operationId", level, message, detail, at)
    select s.id, i."environmentId", op.id, s.level, s.message, s.detail, s.at::timestamptz
    from op join input i on i."operationId" = op.id,
      jsonb_to_recordset(i.steps) as s(id text, level text, message text, detail jsonb, at text))
  select n from written`;

describe("the migration from sentences to messages", () => {
  it.each(SENTENCES.map((row, index) => [index, ...row] as const))(
    "converts the message of an operation (%i): %s",
    async (index, _sentence, code, params) => {
      expect(await valueFrom(`select "messageCode" as value from "Operation" where id = 'op_${index}'`)).toEqual({
        code,
        params,
      });
    },
  );

  it("adds no message to an operation without one", async () => {
    expect(await valueFrom(`select "messageCode" as value from "Operation" where id = 'op_none'`)).toBeNull();
  });

  it("converts log messages, deliveries and connect attempts", async () => {
    expect((await client.query(`select "messageCode" from "LogMessage" order by id`)).rows).toEqual(
      [
        { code: "step.unanswered", params: { method: "GET", url: "https://api.example/", tookMs: 5 } },
        { code: "step.answered", params: { method: "POST", url: "https://api.example/", status: 200, tookMs: 12 } },
        { code: "delivery.status", params: { status: 500 } },
        { code: "common.legacy", params: { text: "Nobody waits longer than 10 ms." } },
      ].map((messageCode) => ({ messageCode })),
    );
    expect(await valueFrom(`select "lastErrorCode" as value from "Delivery"`)).toEqual({
      code: "delivery.status",
      params: { status: 500 },
    });
    expect(await valueFrom(`select "errorMessageCode" as value from "AuthAttempt"`)).toEqual({
      code: "connect.access_denied",
      params: {},
    });
  });

  it("converts the health of connections, and appends an unknown next step to its reason", async () => {
    const certificate = { code: "ends.certificate", params: {} };
    expect(await healthRows()).toEqual([
      { id: "expiring", reason: certificate, nextStep: "next_step.reconnect_before", ends: certificate },
      {
        ...{ id: "failing", reason: { code: "health.rate_limited", params: { provider: "Zoho" } } },
        ...{ nextStep: "next_step.retried", ends: null },
      },
      { id: "healthy", reason: null, nextStep: null, ends: null },
      {
        ...{ id: "odd", reason: { code: "common.legacy", params: { text: "It failed. Do something odd." } } },
        ...{ nextStep: null, ends: null },
      },
    ]);
  });

  it("leaves no helpers of the conversion behind", async () => {
    expect(await valueFrom(`select to_regclass('"StoredSentence"') as value`)).toBeNull();
    expect(await valueFrom(`select count(*)::int as value from pg_proc where proname = 'stepOf'`)).toBe(0);
  });
});

describe("a process of the previous version, after the migration", () => {
  it("stores new tokens, and the outdated reason is gone", async () => {
    const input = {
      n: 1,
      id: "failing",
      health: "healthy",
      ...operation("op_success", "The access token was renewed."),
    };
    const values = [JSON.stringify([input]), [Buffer.from("sealed")]];
    expect((await client.query(OLD_SUCCESS, values)).rows).toEqual([{ n: 1 }]);
    expect(
      await valueFrom(`select convert_from(credentials, 'utf8') as value from "Connection" where id = 'failing'`),
    ).toBe("sealed");
    expect((await healthRows()).find(({ id }) => id === "failing")).toEqual({
      ...{ id: "failing", reason: null, nextStep: null, ends: null },
    });
  });

  it("logs sentences that this version shows as they are", async () => {
    expect(await valueFrom(`select "messageCode" as value from "Operation" where id = 'op_success'`)).toEqual(
      legacy("The access token was renewed."),
    );
    expect(await valueFrom(`select "messageCode" as value from "LogMessage" where id = 'msg_op_success'`)).toEqual(
      legacy("POST https://as.example/token answered 200 after 12 ms."),
    );
  });

  it("stores why a refresh failed, and this version shows its sentences as they are", async () => {
    await client.query(`update "Connection" set health = 'failing', "healthReason" = 'Zoho asks to slow down.',
      "healthNextStep" = 'Keyhold tries again by itself.', "endsBecause" = 'The client certificate ends then.' where id = 'healthy'`);
    expect((await healthRows()).find(({ id }) => id === "healthy")).toEqual({
      id: "healthy",
      reason: legacy("Zoho asks to slow down. Keyhold tries again by itself."),
      nextStep: null,
      ends: legacy("The client certificate ends then."),
    });
  });

  it("stores failed deliveries and connects, and this version shows their sentences as they are", async () => {
    await client.query(`update "Delivery" set "lastError" = 'The receiver answered 502.'`);
    await client.query(`update "AuthAttempt" set "errorMessage" = 'Access was not granted.'`);
    await client.query(`update "Operation" set message = 'Connected to Stripe.' where id = 'op_none'`);
    expect(await valueFrom(`select "lastErrorCode" as value from "Delivery"`)).toEqual(
      legacy("The receiver answered 502."),
    );
    expect(await valueFrom(`select "errorMessageCode" as value from "AuthAttempt"`)).toEqual(
      legacy("Access was not granted."),
    );
    expect(await valueFrom(`select "messageCode" as value from "Operation" where id = 'op_none'`)).toEqual(
      legacy("Connected to Stripe."),
    );
  });

  it("reads an empty text for a log message of this version, because it can't read null", async () => {
    await client.query(`insert into "LogMessage" (id, "environmentId", "operationId", level, "messageCode")
      values ('msg_new', '${UUID}', 'op_0', 'info', '{"code":"refresh.succeeded","params":{}}')`);
    const { rows } = await client.query(`select message, "messageCode" from "LogMessage" where id = 'msg_new'`);
    expect(rows).toEqual([{ message: "", messageCode: { code: "refresh.succeeded", params: {} } }]);
  });
});
