import { json } from "./answers";
import { readCall } from "./api";
import { judgeClientAuth } from "./judges";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import { fill } from "./template";
import { readParams } from "./token-params";

/** The revocation endpoint of an entry. @see RFC 7009 §2.1 */
export function revokeEndpoint(play: Play): Endpoint[] {
  const { revoke } = play.entry;
  if (!revoke) return [];
  const { url, method, by } = revoke;
  const base = {
    name: "revoke",
    method,
    urls: (values: Record<string, string>) => [fill(url, { ...values, ...newest(play) })],
  };
  const end = () => {
    for (const token of [play.newest?.token, play.newest?.refreshToken]) {
      if (token) play.state.access.delete(token) || play.state.refresh.delete(token);
    }
    return json({ ok: true });
  };
  if (by === "bearer") {
    const call = { method, url };
    return [
      {
        ...base,
        judge: (request, values): Opinion => ({
          problems: readCall(play, request, call, { ...values, ...newest(play) }),
          accept: end,
        }),
      },
    ];
  }
  return [
    {
      ...base,
      judge: (request, values): Opinion => {
        const reader = new Reader(values);
        const params = readParams(reader, request, method, "form");
        const token = params.get("token") ?? "";
        const isKnown = play.state.refresh.has(token) || play.state.access.has(token);
        if (!isKnown) reader.say("token is not valid here.");
        if (play.newest?.refreshToken && play.state.refresh.has(play.newest.refreshToken)) {
          reader.equal("token", token, play.newest.refreshToken);
        }
        const { entry } = play;
        if (entry.scheme === "oauth2_code" && entry.clientAuth !== "private_key_jwt") {
          const { id, secret } = play.fixtures.client;
          const known = { id, method: entry.clientAuth, secret };
          const verdict = judgeClientAuth(request, params, known, Date.now() / 1000);
          if (!verdict.ok) reader.say(verdict.reason);
        }
        return { problems: reader.finish(), accept: end };
      },
    },
  ];
}

/** The URL of a revocation may contain the token. */
function newest(play: Play): Record<string, string> {
  return play.newest ? { token: play.newest.token } : {};
}
