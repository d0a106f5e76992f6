import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isDatabaseAway, whenBack } from "./when-back";

/** A failure of the driver as Prisma's client wraps it. */
const wrapped = (cause: object) =>
  Object.assign(new Error("Invalid invocation"), { code: "P2010", meta: { driverAdapterError: { cause } } });
const failure = (code: string, message = "It failed.") => Object.assign(new Error(message), { code });

describe("an unavailable database", () => {
  it.each<[string, Error]>([
    ["refuses connections", failure("ECONNREFUSED")],
    ["breaks off", failure("ECONNRESET")],
    ["can't be resolved", failure("ENOTFOUND")],
    ["is shut down", failure("57P01")],
    ["crashed", failure("57P02")],
    ["comes up", failure("57P03")],
    ["lost the connection", failure("08006")],
    ["has no room", failure("53300")],
    ["is gone, according to Prisma", failure("P1001")],
    ["lost a transaction, according to Prisma", failure("P2028")],
    ["is starting, according to Prisma's driver", wrapped({ code: "57P03", kind: "postgres" })],
    ["closed the connection, according to Prisma's driver", wrapped({ kind: "ConnectionClosed" })],
    ["is unreachable, according to Prisma's driver", wrapped({ kind: "DatabaseNotReachable" })],
    ["terminated the connection", new Error("Connection terminated unexpectedly")],
    ["can't be queried", new Error("Client has encountered a connection error and is not queryable")],
    ["is gone, as the cause of another error", new Error("The write failed.", { cause: failure("57P01") })],
  ])("%s", (_name, error) => expect(isDatabaseAway(error)).toBe(true));

  it.each<[string, unknown]>([
    ["a wrong query", failure("42601")],
    ["a duplicate row", failure("23505")],
    ["a duplicate row, according to Prisma", failure("P2002")],
    ["a duplicate row, according to Prisma's driver", wrapped({ code: "23505", kind: "UniqueConstraintViolation" })],
    ["a date out of range", failure("22008")],
    ["an error without a code", new TypeError("undefined is not a function")],
    ["no error", "ECONNREFUSED"],
    ["nothing", undefined],
  ])("is not the same as %s", (_name, error) => expect(isDatabaseAway(error)).toBe(false));
});

describe("retrying while the database is unavailable", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("repeats the work until the database is back", async () => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries < 3) throw failure("57P01");
      return "done";
    };
    expect(await whenBack(work)).toBe("done");
    expect(tries).toBe(3);
  });

  it("runs successful work once and fails at once for other errors", async () => {
    const work = vi.fn(async () => "done");
    expect([await whenBack(work), work.mock.calls.length]).toEqual(["done", 1]);
    const wrong = vi.fn(() => Promise.reject(failure("23505")));
    await expect(whenBack(wrong)).rejects.toMatchObject({ code: "23505" });
    expect(wrong).toHaveBeenCalledOnce();
  });

  it("gives up after 15 minutes", async () => {
    const work = vi.fn(async () => {
      vi.advanceTimersByTime(15 * 60_000 + 1);
      throw failure("57P01");
    });
    await expect(whenBack(work)).rejects.toMatchObject({ code: "57P01" });
    expect(work).toHaveBeenCalledOnce();
  });
});
