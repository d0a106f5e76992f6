import { loadIndex, loadProvider } from "@/providers/load";
import type { Provider } from "@/providers/schema";
import { authModeOf } from "@/wire/schemes";
import { tokenProblem } from "./assertions";
import type { Play } from "./stage";

export { entrySchema as catalogSchema } from "@/providers/build/json-schema";
export { anyCall } from "./api";
export { OWN_SCOPES, USER_SCOPES } from "./code-server";
export { createStage, type LedgerLine, type Play, type Stage } from "./stage";

/** The problem of a stored self-signed token. Null: none, or the token was issued. */
export function signedTokenProblem(play: Play, token: string | undefined): string | null {
  const { scheme } = play.entry;
  if (scheme !== "signed_jwt" && scheme !== "wsse") return null;
  return tokenProblem(play, token ?? "", play.values("api"));
}

/** Every entry of the built catalog, with its auth mode. */
export function catalogEntries(): { entry: Provider; authMode: string }[] {
  return loadIndex().flatMap(({ slug }) => {
    const provider = loadProvider(slug);
    if (!provider) return [];
    const { texts: _texts, ...entry } = provider;
    return [{ entry: entry as Provider, authMode: authModeOf(entry as Provider) }];
  });
}
