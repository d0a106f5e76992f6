import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CallOutcome, Governor } from "./governor";
import { FAILURE_CLASSES } from "./verdict";

const HOST = "as.example";
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LIMITS = { perHost: 5, ratePerSecond: 10 };
const good = { class: null, retryAfterMs: null };
const outage = { class: "outage", retryAfterMs: null } as const;
const limited = (retryAfterMs: number | null) => ({ class: "rate_limited", retryAfterMs }) as const;

/** A governor with its own clock. */
function governed(limits = LIMITS) {
  let now = 0;
  let calls = 0;
  const governor = new Governor(limits, () => now);
  return {
    governor,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    /** How many calls may begin now. */
    allowed: () => governor.limited(1000).get(HOST) ?? 1000,
    /** Makes one call. Without `connection`, each call is for a different one. */
    call: (outcome: CallOutcome, connection?: string) => {
      calls += 1;
      governor.begin(HOST);
      governor.end(HOST, { ...outcome, connection: connection ?? `conn_${calls}` });
    },
  };
}

function brokenDown() {
  const world = governed();
  for (let count = 0; count < 5; count += 1) world.call(outage);
  return world;
}

type Step =
  | { do: "pass"; ms: number }
  | { do: "begin" }
  | { do: "end"; class: string | null; retryAfterMs: number | null };

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 10 * MINUTE }) }),
    fc.record({ do: fc.constant("begin" as const) }),
    fc.record({
      do: fc.constant("end" as const),
      class: fc.option(fc.constantFrom<string>(...FAILURE_CLASSES)),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 10 * MINUTE })),
    }),
  ),
  { maxLength: 60 },
);

/** Begins only allowed calls, as the runner does, and passes the number of calls in flight to `check` after each step. */
function play(given: Step[], check: (world: ReturnType<typeof governed>, inFlight: number) => void): void {
  const world = governed();
  let inFlight = 0;
  for (const [index, step] of given.entries()) {
    if (step.do === "pass") world.pass(step.ms);
    if (step.do === "begin" && world.allowed() > 0) {
      world.governor.begin(HOST);
      inFlight += 1;
    }
    if (step.do === "end" && inFlight > 0) {
      world.governor.end(HOST, { ...step, connection: `conn_${index % 7}` } as never);
      inFlight -= 1;
    }
    check(world, inFlight);
  }
}

describe("the limits of a host", () => {
  it("never allow more concurrent calls than configured", () => {
    fc.assert(
      fc.property(steps, (given) =>
        play(given, (_world, inFlight) => expect(inFlight).toBeLessThanOrEqual(LIMITS.perHost)),
      ),
    );
  });

  it("allow no call while the host is closed", () => {
    fc.assert(
      fc.property(steps, (given) =>
        play(given, ({ governor, allowed }) => {
          if (governor.closedHost(HOST)) expect(allowed()).toBe(0);
        }),
      ),
    );
  });

  it("allow calls at the configured rate, with bursts of up to one second of calls", () => {
    const { governor, pass, allowed } = governed({ perHost: 1000, ratePerSecond: 10 });
    for (let count = 0; count < 10; count += 1) governor.begin(HOST);
    expect(allowed()).toBe(0);
    pass(500);
    expect(allowed()).toBe(5);
    pass(MINUTE);
    expect(allowed()).toBe(10);
  });

  it("don't count the calls to another host", () => {
    const { governor } = governed();
    for (let count = 0; count < 5; count += 1) governor.begin("other.example");
    expect([...governor.limited(1).keys()]).toEqual(["other.example"]);
  });
});

describe("the breaker of a host", () => {
  it("opens for 30 seconds after an outage on five connections in a row", () => {
    const { governor, call, pass } = governed();
    for (let count = 0; count < 4; count += 1) call(outage);
    expect(governor.closed()).toEqual([]);
    call(outage);
    expect(governor.closed()).toEqual([{ host: HOST, class: "outage", since: 0, until: 30 * SECOND }]);
    pass(30 * SECOND);
    expect(governor.closedHost(HOST)).toBeUndefined();
  });

  it("doesn't open for the outages of fewer than five connections, however many there are", () => {
    const { governor, call } = governed();
    for (let count = 0; count < 50; count += 1) call(outage, `conn_${count % 4}`);
    expect(governor.closed()).toEqual([]);
    call(outage, "conn_fifth");
    expect(governor.closed()).toHaveLength(1);
  });

  it.each(FAILURE_CLASSES.filter((kind) => kind !== "outage" && kind !== "rate_limited"))(
    "doesn't open for %s, which also resets the count of outages",
    (kind) => {
      const { governor, call } = governed();
      for (let count = 0; count < 4; count += 1) call(outage);
      call({ class: kind, retryAfterMs: null });
      for (let count = 0; count < 4; count += 1) call(outage);
      expect(governor.closed()).toEqual([]);
    },
  );

  it("lets one probe through at a time when its time is up", () => {
    const { governor, pass, allowed } = brokenDown();
    pass(30 * SECOND);
    expect(allowed()).toBe(1);
    governor.begin(HOST);
    expect(allowed()).toBe(0);
  });

  it("stays open twice as long after each failed probe, up to five minutes", () => {
    const { governor, now, pass, call } = brokenDown();
    const waits = [...Array(6)].map(() => {
      const { until = 0 } = governor.closedHost(HOST) ?? {};
      const waited = until - now();
      pass(waited);
      call(outage);
      return waited / SECOND;
    });
    expect(waits).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it("closes after a successful probe and then allows five calls a second", () => {
    const { governor, pass, call, allowed } = brokenDown();
    pass(30 * SECOND);
    call(good);
    expect(governor.closed()).toEqual([]);
    expect(allowed()).toBe(0);
    pass(10 * SECOND);
    expect(allowed()).toBe(5);
  });

  it("allows at most twice the usual rate after an outage", () => {
    const { pass, call, allowed } = governed({ perHost: 1000, ratePerSecond: 1000 });
    for (let minute = 0; minute < 3; minute += 1) {
      for (let count = 0; count < 600; count += 1) call(good);
      pass(MINUTE);
    }
    for (let count = 0; count < 5; count += 1) call(outage);
    pass(30 * SECOND);
    call(good);
    pass(10 * SECOND);
    expect(allowed()).toBe(20); // 10 a second before
  });

  it("restores the configured limits after a minute without a backlog", () => {
    const { pass, call, allowed } = brokenDown();
    pass(30 * SECOND);
    call(good);
    pass(10 * SECOND);
    allowed();
    pass(MINUTE);
    allowed();
    pass(SECOND);
    expect(allowed()).toBe(LIMITS.perHost);
  });

  it("isn't closed by a call that began before it opened", () => {
    const { governor, call } = governed();
    governor.begin(HOST);
    for (let count = 0; count < 5; count += 1) call(outage);
    governor.end(HOST, { ...good, connection: "conn_before" });
    expect(governor.closed()).toHaveLength(1);
  });
});

describe("a host that rate-limits calls", () => {
  it("isn't called for the requested time, or for 30 seconds if it requested none", () => {
    const { governor, call, pass } = governed();
    call(limited(90 * SECOND));
    expect(governor.closed()).toMatchObject([{ class: "rate_limited", until: 90 * SECOND }]);
    pass(90 * SECOND);
    call(limited(null));
    expect(governor.closed()).toMatchObject([{ until: 120 * SECOND }]);
  });

  it("isn't called earlier than it requested before", () => {
    const { governor, call } = governed();
    call(limited(90 * SECOND));
    call(limited(10 * SECOND));
    expect(governor.closed()).toMatchObject([{ until: 90 * SECOND }]);
  });
});
