import { io } from "@/server/net";
import type { ApiRequest } from "@/server/protocols/api-request";
import { base64url } from "@/server/protocols/base64";
import { signOAuth1 } from "@/server/protocols/oauth1/sign";
import type { SigningSecrets } from "../scheme";

/** How an entry's requests are signed. */
interface Rules {
  signature: Parameters<typeof signOAuth1>[1]["signature"];
  realm?: string | undefined;
}

/** Returns a function that adds an OAuth 1.0 signature to a request. @see RFC 5849 §3 */
export function oauth1Signer({ signature, realm }: Rules, { consumer, token }: SigningSecrets) {
  return ({ method, url, headers }: ApiRequest) => {
    const { now, random } = io();
    const moment = { nonce: base64url(random(18)), timestamp: Math.floor(now() / 1000) };
    const keys = {
      consumerKey: consumer?.key ?? "",
      consumerSecret: consumer?.secret ?? "",
      token: token?.token,
      tokenSecret: token?.secret,
      signature,
      realm,
    };
    headers.set("authorization", signOAuth1({ method, url }, keys, moment));
  };
}
