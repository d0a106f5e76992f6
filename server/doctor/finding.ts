/** What one check found. `mend` says what to do; it is there unless all is well. */
export interface Finding {
  name: string;
  state: "ok" | "warn" | "wrong";
  said: string;
  mend?: string;
}

export function ok(name: string, said: string): Finding {
  return { name, state: "ok", said };
}

export function warn(name: string, said: string, mend: string): Finding {
  return { name, state: "warn", said, mend };
}

export function wrong(name: string, said: string, mend: string): Finding {
  return { name, state: "wrong", said, mend };
}
