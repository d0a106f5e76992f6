import { renderText } from "@/server/protocols/template/render";
import type { GivenCredentials, Issued, SchemeOf } from "../scheme";
import { issueTyped } from "../typed";
import { oauth1Flow } from "./flow";
import { oauth1Signer } from "./sign";

async function take(given: GivenCredentials): Promise<Issued> {
  if (given.type !== "OAUTH1") throw new TypeError("Importing an OAuth 1.0 connection requires its token");
  return { credentials: { ...given, raw: {} }, expiresAt: null, kept: {} };
}

/** OAuth 1.0a with a redirect to the provider (RFC 5849). */
export const oauth1: SchemeOf<"oauth1"> = {
  client: "team",
  flow: oauth1Flow,
  need: () => "client",
  proof: ({ signature }) => (signature === "RSA-SHA1" ? "private_key" : "secret"),
  keyType: "rsa",
  sign: (provider, _values, secrets) => oauth1Signer(provider, secrets),
  take,
};

/** OAuth 1.0 with a token that the end user created at the provider. */
export const oauth1Tba: SchemeOf<"oauth1_tba"> = {
  client: "team",
  issue: (_provider, input) => issueTyped("TBA", input),
  need: () => "client",
  sign: ({ signature, realm }, values, secrets) =>
    oauth1Signer({ signature, realm: realm && renderText(realm, values) }, secrets),
};
