import { describe, expect, it } from "vitest";
import { createTabStorage } from "./tab-storage";

const forbidden = () => {
  throw new Error("The operation is insecure.");
};

describe("tab storage", () => {
  it("keeps a value in memory when the browser blocks storage", () => {
    const storage = createTabStorage(forbidden);
    storage.set("a", "1");
    expect(storage.get("a")).toBe("1");
    expect(storage.get("b")).toBeNull();
  });

  it("reads what an earlier page load stored", () => {
    const storage = createTabStorage(() => ({ getItem: () => "kept", setItem: () => {} }));
    expect(storage.get("a")).toBe("kept");
  });
});
