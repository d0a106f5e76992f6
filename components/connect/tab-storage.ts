/** Strings that live as long as this tab. Falls back to memory where the browser forbids storage. */
export interface TabStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** @param open reading `window.sessionStorage` itself throws where storage is forbidden */
export function createTabStorage(open: () => Pick<Storage, "getItem" | "setItem">): TabStorage {
  // For this page load only: everything works but a reload.
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
        // Forbidden or full: memory holds it.
      }
    },
  };
}

export const tabStorage = createTabStorage(() => window.sessionStorage);
