import { io } from "@/server/net";
import type { ApiRequest } from "@/server/protocols/api-request";
import { signCanonical } from "@/server/protocols/request-signing/canonical";
import { signMessage } from "@/server/protocols/request-signing/message-signature";
import { renderText } from "@/server/protocols/template/render";
import type { SchemeOf } from "./scheme";
import { issueTyped } from "./typed";

type Record = SchemeOf<"request_signing">;

const sign: Record["sign"] =
  ({ signing }, values) =>
  (request: ApiRequest) => {
    if (signing.kind === "canonical_hmac") {
      const { username = "", password = "" } = values;
      return signCanonical(request, signing, { username, password }, io());
    }
    const { alg, components } = signing;
    const keyId = renderText(signing.keyId, values);
    return signMessage(request, { alg, components, keyId, key: renderText(signing.key, values) }, io());
  };

/** Every request is signed. There is no token. */
export const requestSigning: Record = {
  client: "end_user",
  issue: (_provider, input) => issueTyped("BASIC", input),
  sign,
};
