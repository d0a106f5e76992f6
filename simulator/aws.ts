import type { Provider } from "@/providers/schema";
import { json } from "./answers";
import { either } from "./code-server";
import { judgeSigV4 } from "./judges";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import type { Values } from "./template";

type Aws = Extract<Provider, { scheme: "aws_sigv4" }>;

const SESSION_SECONDS = 3600;

/** AWS STS, which returns a session of the end user's role for the team's keys. @see AWS STS API reference, AssumeRole */
export function stsEndpoint(play: Play, entry: Aws): Endpoint {
  const role = entry.signing.role ?? "";
  const region = (values: Values) => either(entry.signing.region, entry.signing.regionFallback, values);
  let externalId: string | null = null;
  return {
    name: "assume role",
    method: "POST",
    urls: (values) => [`https://sts.${region(values)}.amazonaws.com/`],
    judge: (request, values): Opinion => {
      const { settings } = play.fixtures;
      const reader = new Reader(values);
      const verdict = judgeSigV4(request, {
        keys: (id) => (id === settings.awsAccessKeyId ? { secretAccessKey: settings.awsSecretAccessKey ?? "" } : null),
        service: "sts",
        region: region(values) ?? "",
        now: Date.now(),
      });
      if (!verdict.ok) reader.say(verdict.reason);
      const params = new URLSearchParams(request.body);
      reader.equal("Action", params.get("Action"), "AssumeRole");
      reader.equal("Version", params.get("Version"), "2011-06-15");
      reader.text("RoleArn", role, params.get("RoleArn"));
      if (!/^[\w+=,.@-]{2,64}$/.test(params.get("RoleSessionName") ?? ""))
        reader.say("RoleSessionName is missing or malformed.");
      const sent = params.get("ExternalId");
      if (!/^[\w+=,.@:/-]{16,1224}$/.test(sent ?? "")) reader.say("ExternalId is missing or guessable.");
      if (externalId !== null) reader.equal("ExternalId", sent, externalId);
      return {
        problems: reader.finish(),
        accept: () => {
          externalId = sent;
          return giveSession(play, params.get("RoleArn") ?? "");
        },
      };
    },
  };
}

function giveSession(play: Play, role: string) {
  const [id, secret, session] = [play.fresh("ASIA"), play.fresh("secret"), play.fresh("session")];
  play.state.secrets.set(id, { secret, session });
  const end = Math.floor(Date.now() / 1000) + SESSION_SECONDS;
  play.newest = { token: id, refreshToken: null, expiresAt: end * 1000 };
  const Credentials = { AccessKeyId: id, SecretAccessKey: secret, SessionToken: session, Expiration: end };
  const AssumedRoleUser = { Arn: `${role}/session`, AssumedRoleId: "AROA:session" };
  return json({ AssumeRoleResponse: { AssumeRoleResult: { Credentials, AssumedRoleUser } } });
}
