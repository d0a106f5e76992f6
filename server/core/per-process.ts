interface Slot<T> {
  value?: T;
}

const registry = globalThis as { keyholdPerProcess?: Map<string, Slot<unknown>> };

/** The bundles of the pages and the REST API each have a copy of this module. They share the slots. */
function slotOf<T extends object>(name: string): Slot<T> {
  registry.keyholdPerProcess ??= new Map();
  const known = registry.keyholdPerProcess.get(name);
  // A name is used by one caller only, so the type is the one it was made with.
  if (known) return known as Slot<T>;
  const slot: Slot<T> = {};
  registry.keyholdPerProcess.set(name, slot);
  return slot;
}

/** Returns the process's one instance. The first call creates it. */
export interface PerProcess<T> {
  (): T;
  /** Removes the instance and returns it, if there is one. The next call creates another. */
  take(): T | undefined;
}

/**
 * Keeps one instance for the whole process, however many bundles hold a copy of the calling module.
 * The instance also survives a reload in `next dev`.
 *
 * @param name unique among the callers.
 */
export function perProcess<T extends object>(name: string, make: () => T): PerProcess<T> {
  const slot = slotOf<T>(name);
  const get = (): T => {
    slot.value ??= make();
    return slot.value;
  };
  const take = (): T | undefined => {
    const { value } = slot;
    slot.value = undefined;
    return value;
  };
  return Object.assign(get, { take });
}

/** Removes these instances, as in a process that has just started. For tests. */
export function forgetPerProcess(...names: string[]): void {
  for (const name of names) slotOf(name).value = undefined;
}
