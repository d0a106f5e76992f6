/** The result of one check. `fix` says what to do. It is absent if the check passed. */
export interface Finding {
  name: string;
  state: "ok" | "warn" | "wrong";
  message: string;
  fix?: string;
}

export function ok(name: string, message: string): Finding {
  return { name, state: "ok", message };
}

export function warn(name: string, message: string, fix: string): Finding {
  return { name, state: "warn", message, fix };
}

export function wrong(name: string, message: string, fix: string): Finding {
  return { name, state: "wrong", message, fix };
}
