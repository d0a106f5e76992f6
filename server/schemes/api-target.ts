import type { Provider } from "@/providers/load";
import { io } from "@/server/net";
import type { ApiRequest, ApiTarget } from "@/server/protocols/api-request";
import { signAwsRequest } from "@/server/protocols/aws/sign-v4";
import { base64url } from "@/server/protocols/base64";
import { signOAuth1 } from "@/server/protocols/oauth1/sign";
import { signCanonical } from "@/server/protocols/request-signing/canonical";
import { signMessage } from "@/server/protocols/request-signing/message-signature";
import { renderFirst, renderText, type TemplateValues } from "@/server/protocols/template/render";

/** The secrets that sign a request beside the values of templates. */
export interface SigningSecrets {
  /** The OAuth 1.0 client: the integration's own. */
  consumer?: { key: string; secret: string } | undefined;
  /** The OAuth 1.0 token. */
  token?: { token: string; secret: string } | undefined;
}

function oauth1Signer(
  { signature, realm }: { signature: Parameters<typeof signOAuth1>[1]["signature"]; realm?: string | undefined },
  { consumer, token }: SigningSecrets,
) {
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

function awsSigner(provider: Extract<Provider, { scheme: "aws_sigv4" }>, values: TemplateValues) {
  const keys = {
    accessKeyId: values.access_key_id ?? values.username ?? "",
    secretAccessKey: values.secret_access_key ?? values.password ?? "",
    sessionToken: values.session_token,
  };
  const scope = {
    region: renderFirst([provider.signing.region, provider.signing.regionFallback], values),
    service: renderText(provider.signing.service, values),
  };
  return (request: ApiRequest) => signAwsRequest(request, keys, scope, io().now());
}

function requestSigner({ signing }: Extract<Provider, { scheme: "request_signing" }>, values: TemplateValues) {
  return (request: ApiRequest) => {
    if (signing.kind === "canonical_hmac") {
      const { username = "", password = "" } = values;
      return signCanonical(request, signing, { username, password }, io());
    }
    const { alg, components } = signing;
    const keyId = renderText(signing.keyId, values);
    return signMessage(request, { alg, components, keyId, key: renderText(signing.key, values) }, io());
  };
}

function signerOf(provider: Provider, values: TemplateValues, secrets: SigningSecrets): ApiTarget["sign"] {
  switch (provider.scheme) {
    case "oauth1":
      return oauth1Signer(provider, secrets);
    case "oauth1_tba": {
      const realm = provider.realm && renderText(provider.realm, values);
      return oauth1Signer({ signature: provider.signature, realm }, secrets);
    }
    case "aws_sigv4":
      return awsSigner(provider, values);
    case "request_signing":
      return requestSigner(provider, values);
    default:
      return undefined;
  }
}

/** The API of a provider as one connection calls it: its address, and how a request shows the credential. */
export function apiTargetOf(provider: Provider, values: TemplateValues, secrets: SigningSecrets = {}): ApiTarget {
  return { ...provider.api, sign: signerOf(provider, values, secrets) };
}
