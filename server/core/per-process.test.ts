import { describe, expect, it, vi } from "vitest";
import { forgetPerProcess, perProcess } from "./per-process";

describe("one instance per process", () => {
  it("creates the instance on the first call and returns the same one from then on", () => {
    const make = vi.fn(() => ({ at: 1 }));
    const get = perProcess("test:lazy", make);
    expect(make).not.toHaveBeenCalled();
    expect(get()).toBe(get());
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("shares the instance between copies of the module, as in two bundles", async () => {
    const first = perProcess("test:shared", () => ({ from: "first" }));
    first();
    vi.resetModules();
    const copy = await import("./per-process");
    expect(copy.perProcess("test:shared", () => ({ from: "second" }))()).toBe(first());
    copy.forgetPerProcess("test:shared");
    expect(first()).not.toBe(undefined);
  });

  it("returns the instance it removes and creates another on the next call", () => {
    const get = perProcess("test:taken", () => ({}));
    expect(get.take()).toBeUndefined();
    const first = get();
    expect(get.take()).toBe(first);
    expect(get()).not.toBe(first);
  });

  it("removes instances by name and keeps the others", () => {
    const one = perProcess("test:one", () => ({}));
    const other = perProcess("test:other", () => ({}));
    const [oneBefore, otherBefore] = [one(), other()];
    forgetPerProcess("test:one");
    expect(one()).not.toBe(oneBefore);
    expect(other()).toBe(otherBefore);
  });
});
