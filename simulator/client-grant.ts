import { X509Certificate } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { either } from "./code-server";
import type { Endpoint, Opinion, Play, StageClient } from "./play";
import { Reader } from "./reader";
import type { Values } from "./template";
import { CLIENT_PARAMS, readClient, readParams, renamedAll } from "./token-params";

type ClientGrant = Extract<Provider, { scheme: "oauth2_client_credentials" | "oauth2_password" }>;

/** A certificate as a server behind a TLS terminator sees it. @see RFC 9440 §2.2 */
const shownAs = (pem: string) => `:${new X509Certificate(pem).raw.toString("base64")}:`;

/** The token endpoint of an entry whose end users enter their own client, or a username and password. @see RFC 6749 §4.3, §4.4 */
export function clientGrantEndpoint(play: Play, entry: ClientGrant): Endpoint {
  const { tokenRename: rename = {}, tokenParams = {}, tokenMethod, bodyFormat } = entry;
  const named = (name: string) => rename[name] ?? name;
  const urls = (values: Values) => [either(entry.tokenUrl, entry.tokenUrlFallback, values)];
  const isPassword = entry.scheme === "oauth2_password";
  return {
    name: "token",
    method: tokenMethod,
    urls,
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      const params = readParams(reader, request, tokenMethod, bodyFormat);
      const id = values.client_id ?? values.username ?? "";
      const secret = values.client_secret ?? values.password;
      const key = values.client_private_key;
      const isKey = entry.clientAuth === "private_key_jwt";
      const client: StageClient = { id, secret: isKey ? key : secret, method: entry.clientAuth, kid: values.keyId };
      const audience = urls(values).filter((url) => url !== null);
      reader.say(readClient(play, request, params, { client, rename, audience }));
      const grant = isPassword ? "password" : "client_credentials";
      if (!tokenParams.grant_type) reader.equal(named("grant_type"), params.get(named("grant_type")), grant);
      if (isPassword) {
        reader.equal(named("username"), params.get(named("username")), values.username);
        reader.equal(named("password"), params.get(named("password")), values.password);
      }
      if (entry.scheme === "oauth2_client_credentials" && entry.clientCertificate)
        reader.equal("the certificate", request.headers.get("client-cert"), shownAs(values.client_certificate ?? ""));
      const asked = values.oauth_scopes?.split(/[\s,]+/) ?? entry.defaultScopes ?? [];
      if (!tokenParams.scope)
        reader.equal(named("scope"), params.get(named("scope")), asked.join(entry.scopeSeparator) || null);
      reader.texts("the parameter", tokenParams, (name) => params.get(name));
      reader.texts("the header", entry.tokenHeaders, (name) => request.headers.get(name));
      reader.noOthers("the parameter", params.keys(), [
        ...renamedAll(
          [...CLIENT_PARAMS, "grant_type", "scope", ...(isPassword ? ["username", "password"] : [])],
          rename,
        ),
        ...Object.keys(tokenParams),
      ]);
      const { tokenResponse: rules, assumeExpiresIn } = entry;
      return { problems: reader.finish(), accept: () => play.issue({ rules, assumeExpiresIn, withRefresh: false }) };
    },
  };
}
