/** Strings that are kept until the tab closes. Falls back to memory when the browser blocks storage. */
export interface TabStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Creates a tab storage. @param open a function, because reading `window.sessionStorage` throws when storage is blocked. */
export function createTabStorage(open: () => Pick<Storage, "getItem" | "setItem">): TabStorage {
  // The fallback is lost on a reload.
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return open().getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        open().setItem(key, value);
      } catch {
        // Blocked or full: the value is in memory.
      }
    },
  };
}

export const tabStorage = createTabStorage(() => window.sessionStorage);
