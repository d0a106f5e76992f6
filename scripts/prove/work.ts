import { randomBytes } from "node:crypto";
import type { Provider } from "@/providers/schema";
import type { callAs } from "@/server/testing/call-as";
import type { anyCall, Play } from "@/simulator";

/** The data to set up and connect one entry. */
export interface Setup {
  entry: Provider;
  /** The key of its integration. */
  key: string;
  authMode: string;
  play: Play;
  fixtures: Play["fixtures"];
  callbackId: string;
  ownScopes: readonly string[];
  userScopes: readonly string[];
}

/** One entry to prove. */
export interface Work extends Setup {
  callAs: typeof callAs;
  /** A call of the provider's API, if the entry describes one. */
  ownCall: ReturnType<typeof anyCall>;
  /** Returns the problem of a stored token that the product signed. Null: none. */
  judgeToken(token: string | undefined): string | null;
}

/** Returns an ID for an integration's callback URL, in the product's format. */
export function newCallbackId(): string {
  return `cb_${[...randomBytes(20)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("")}`;
}
