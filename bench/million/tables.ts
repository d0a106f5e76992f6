/** One environment has this share of all connections. The others share the rest. */
const BIG_SHARE = 0.6;
const SMALL_ENVIRONMENTS = 400;
const BIG_INTEGRATIONS = 40;
/** Share of the large environment's connections that are due for one host. */
const DUE_AT_ONCE_SHARE = 0.5;

/** SQL of an ID like ours, derived from a number. */
const id = (prefix: string, number: string) => `'${prefix}_' || substr(md5('${prefix}' || ${number}), 1, 20)`;
const environment = (number: string) => `md5('environment' || ${number})::uuid`;
/** SQL of a pseudo-random number from 0 to 1, the same in every run. */
const chance = (salt: string, number: string) =>
  `(('x' || substr(md5('${salt}' || ${number}), 1, 7))::bit(28)::int::float8 / 268435456)`;

const TEAMS = `
  insert into "Team" (id, name) select ${id("team", "n")}, 'Team ' || n from generate_series(0, ${SMALL_ENVIRONMENTS}) n;
  insert into "Environment" (id, "teamId", name) select ${environment("n")}, ${id("team", "n")}, 'load'
    from generate_series(0, ${SMALL_ENVIRONMENTS}) n`;

/** Environment 0 is the large one. Its integrations are 0 to 39, those of the others are 1,000 + the environment's number. */
const INTEGRATIONS = `
  insert into "Integration" (id, "environmentId", "uniqueKey", provider, "callbackId", "clientId", "updatedAt")
    select ${id("int", "n")}, ${environment("0")}, 'lab-oauth2-' || n, 'lab-oauth2', 'callback-' || n, 'client', now()
    from generate_series(0, ${BIG_INTEGRATIONS - 1}) n
    union all
    select ${id("int", "(1000 + n)")}, ${environment("n")}, 'lab-oauth2', 'lab-oauth2', 'callback-' || (1000 + n), 'client', now()
    from generate_series(1, ${SMALL_ENVIRONMENTS}) n`;

/**
 * Returns SQL that inserts a range of connections. The sealed credentials are random bytes of realistic size, because
 * nothing opens them.
 *
 * @param count total number of connections. $1 and $2 are the first and last number of the range.
 */
function connections(count: number): string {
  const big = Math.floor(count * BIG_SHARE);
  const dueAtOnce = Math.floor(big * DUE_AT_ONCE_SHARE);
  return `
  insert into "Connection" (id, "environmentId", "integrationId", "connectionId", "authMode", credentials, tags, "endUser",
    health, "healthReasonCode", "healthSince", "lastError", "authorizedAt", "endsAt", "expiresAt", "refreshDueAt", "refreshHost", "refreshWantedAt", "createdAt", "updatedAt")
  select ${id("conn", "n")}, environment, integration, gen_random_uuid()::text, 'OAUTH2',
    decode(repeat(md5(n::text), 20), 'hex'),
    jsonb_build_object('end_user_id', 'user-' || n, 'end_user_email', 'person' || n || '@company' || n % 997 || '.example',
      'organization_id', 'org-' || n % 5000, 'plan', case when n % 50 = 0 then 'gold' else 'free' end),
    jsonb_build_object('id', 'user-' || n, 'email', 'person' || n || '@company' || n % 997 || '.example',
      'display_name', (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Margaret','Tony'])[1 + n % 8] || ' ' || initcap(substr(md5(n::text), 1, 7))),
    health::"Health", case when health <> 'healthy' then '{"code": "health.provider_unavailable", "params": {"provider": "Provider lab"}}'::jsonb end,
    case when health <> 'healthy' then now() - interval '1 day' end,
    case when health in ('failing', 'needs_reconnect', 'interrupted') then '{"class": "outage"}'::jsonb end,
    now() - interval '30 days', case when n % 10 = 0 then now() + ${chance("ends", "n")} * interval '365 days' end, due + interval '15 minutes', due,
    host, case when n % 100 = 3 then now() end, now() - n * interval '1 second', now()
  from (
    select n,
      case when n <= ${big} then ${environment("0")} else ${environment(`(1 + n % ${SMALL_ENVIRONMENTS})`)} end as environment,
      case when n <= ${big} then ${id("int", `(floor(${BIG_INTEGRATIONS} * power(${chance("int", "n")}, 3)))::int`)}
        else ${id("int", `(1001 + n % ${SMALL_ENVIRONMENTS})`)} end as integration,
      case when n % 1000 = 0 then 'interrupted' when n % 100 < 1 then 'needs_reconnect' when n % 100 < 2 then 'failing'
        when n % 250 = 7 then 'expiring' else 'healthy' end as health,
      case when n % 5 = 0 then null when n <= ${dueAtOnce} then now() - interval '1 minute' else now() + interval '1 hour' + ${chance("due", "n")} * interval '1 hour' end as due,
      case when n <= ${dueAtOnce} then 'down.example' else 'host' || n % 300 || '.example' end as host
    from generate_series($1::int, $2::int) n
  ) c`;
}

/** Returns SQL that inserts a refresh operation per connection, deliveries for some, and processed late replies for a few. */
function logs(): string {
  return `
  insert into "Operation" (id, "environmentId", type, status, integration, provider, connection, "messageCode", "startedAt", "endedAt")
    select 'op_' || substr(c.id, 6), c."environmentId", 'refresh', 'success', i."uniqueKey", 'lab-oauth2', c."connectionId", '{"code": "refresh.succeeded", "params": {}}', c."createdAt", c."createdAt"
    from "Connection" c join "Integration" i on i.id = c."integrationId";
  insert into "Event" (id, "environmentId", type, payload, "createdAt")
    select 'evt_' || substr(id, 6), "environmentId", 'connection.created', '{"type":"auth"}', "createdAt" from "Connection" where number % 5 = 0;
  insert into "Delivery" (id, "environmentId", "eventId", url, status, attempts, "nextAttemptAt", "createdAt")
    select 'dlv_' || substr(id, 5), "environmentId", id, 'https://hooks.example/', 'pending', 1,
      case when random() < 0.2 then now() - interval '1 minute' else now() + interval '1 day' end, "createdAt" from "Event";
  insert into "LateReply" (id, "environmentId", "connectionId", reply, fence, "receivedAt", "reconciledAt")
    select 'late_' || substr(id, 6), "environmentId", id, '\\x00', 0, now(), now() from "Connection" where number % 20 = 0`;
}

/**
 * Fills an empty, migrated database.
 *
 * @param count number of connections.
 */
export async function fill(
  query: (text: string, values?: unknown[]) => Promise<unknown>,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const steps: [string, string[]][] = [
    ["teams, integrations", [TEAMS, INTEGRATIONS]],
    ["connections", []],
    ["operations, deliveries", [logs()]],
    ["statistics", [`vacuum analyze`]],
  ];
  const startedAt = performance.now();
  for (const [name, statements] of steps) {
    for (const statement of statements) await query(statement);
    if (name === "connections") {
      const text = connections(count);
      for (let from = 1; from <= count; from += 100_000) await query(text, [from, Math.min(count, from + 99_999)]);
    }
    say(`  ${name.padEnd(24)}${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s`);
  }
}
