import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isDatabaseAway, whenBack } from "./when-back";

/** A failure of the driver as Prisma's client wraps it. */
const wrapped = (cause: object) =>
  Object.assign(new Error("Invalid invocation"), { code: "P2010", meta: { driverAdapterError: { cause } } });
const failure = (code: string, message = "It failed.") => Object.assign(new Error(message), { code });

describe("a database that is away", () => {
  it.each<[string, Error]>([
    ["refuses connections", failure("ECONNREFUSED")],
    ["breaks off", failure("ECONNRESET")],
    ["has no address", failure("ENOTFOUND")],
    ["is shut down", failure("57P01")],
    ["crashed", failure("57P02")],
    ["comes up", failure("57P03")],
    ["lost the connection", failure("08006")],
    ["has no room", failure("53300")],
    ["is gone, says Prisma", failure("P1001")],
    ["lost a transaction, says Prisma", failure("P2028")],
    ["comes up, says Prisma's driver", wrapped({ code: "57P03", kind: "postgres" })],
    ["closed the connection, says Prisma's driver", wrapped({ kind: "ConnectionClosed" })],
    ["is not reachable, says Prisma's driver", wrapped({ kind: "DatabaseNotReachable" })],
    ["ended the connection", new Error("Connection terminated unexpectedly")],
    ["cannot be queried", new Error("Client has encountered a connection error and is not queryable")],
    ["is gone, as the cause of something else", new Error("The write failed.", { cause: failure("57P01") })],
  ])("%s", (_name, error) => expect(isDatabaseAway(error)).toBe(true));

  it.each<[string, unknown]>([
    ["a wrong query", failure("42601")],
    ["a row that is there", failure("23505")],
    ["a row that is there, says Prisma", failure("P2002")],
    ["a row that is there, says Prisma's driver", wrapped({ code: "23505", kind: "UniqueConstraintViolation" })],
    ["a date beyond all dates", failure("22008")],
    ["an error without a code", new TypeError("undefined is not a function")],
    ["no error", "ECONNREFUSED"],
    ["nothing", undefined],
  ])("is not %s", (_name, error) => expect(isDatabaseAway(error)).toBe(false));
});

describe("work that must not be lost", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("is done again until the database is back", async () => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries < 3) throw failure("57P01");
      return "done";
    };
    expect(await whenBack(work)).toBe("done");
    expect(tries).toBe(3);
  });

  it("is done once where it succeeds, and fails at once where it is wrong", async () => {
    const work = vi.fn(async () => "done");
    expect([await whenBack(work), work.mock.calls.length]).toEqual(["done", 1]);
    const wrong = vi.fn(() => Promise.reject(failure("23505")));
    await expect(whenBack(wrong)).rejects.toMatchObject({ code: "23505" });
    expect(wrong).toHaveBeenCalledOnce();
  });

  it("is given up after a quarter of an hour", async () => {
    const work = vi.fn(async () => {
      vi.advanceTimersByTime(15 * 60_000 + 1);
      throw failure("57P01");
    });
    await expect(whenBack(work)).rejects.toMatchObject({ code: "57P01" });
    expect(work).toHaveBeenCalledOnce();
  });
});
