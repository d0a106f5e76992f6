import { z } from "zod";
import { Assertion, common, lifetime, SamlAssertion, Step, Template, TokenResponse } from "./parts";

const login = {
  steps: z.array(Step).min(1),
  tokenResponse: TokenResponse.describe("Rules for the last response."),
  refresh: Step.optional().describe("Refreshes with {refresh_token}. If absent or rejected, Keyhold logs in again."),
  ...lifetime,
};

/** A login with one or several requests and the end user's input. */
export const TokenExchange = z.strictObject({ ...common, scheme: z.literal("token_exchange"), ...login });

/** A login that opens a session. */
export const SessionLogin = z.strictObject({ ...common, scheme: z.literal("session_login"), ...login });

/** A signed JWT that is exchanged for a token (RFC 7523), as grant or as client authentication. */
export const JwtBearer = z.strictObject({
  ...common,
  scheme: z.literal("jwt_bearer"),
  ...login,
  assertion: Assertion.optional().describe("If absent, the end user enters the assertion."),
});

/** A signed SAML 2.0 assertion that is exchanged for a token (RFC 7522). */
export const SamlBearer = z.strictObject({
  ...common,
  scheme: z.literal("saml_bearer"),
  ...login,
  assertion: SamlAssertion,
});

/** A signed JWT that is the token. */
export const SignedJwt = z.strictObject({ ...common, scheme: z.literal("signed_jwt"), assertion: Assertion });

/** A token with a password digest (WS-Security UsernameToken). */
export const Wsse = z.strictObject({
  ...common,
  scheme: z.literal("wsse"),
  ttl: z.number().int().positive().describe("Lifetime in seconds."),
});

const CanonicalHmac = z.strictObject({
  kind: z.literal("canonical_hmac"),
  hash: z.literal("sha1"),
  parts: z.array(z.enum(["date", "method", "host", "path", "params"])).min(1),
  as: z.literal("basic_password").describe("The signature is sent as the password."),
});

const MessageSignature = z.strictObject({
  kind: z.literal("message_signature").describe("RFC 9421."),
  alg: z.literal("ed25519"),
  components: z.array(z.string()).min(1),
  keyId: Template,
  key: Template,
});

/** Every request is signed. There is no token. */
export const RequestSigning = z.strictObject({
  ...common,
  scheme: z.literal("request_signing"),
  signing: z.discriminatedUnion("kind", [CanonicalHmac, MessageSignature]),
});

/** AWS Signature Version 4, with the end user's keys, or with a role that the team's keys assume. */
export const AwsSigv4 = z.strictObject({
  ...common,
  scheme: z.literal("aws_sigv4"),
  signing: z.strictObject({
    service: Template,
    region: Template,
    regionFallback: Template.optional().describe("Used when a variable of region is absent."),
    role: Template.optional().describe(
      "ARN of the role to assume. If absent, requests are signed with the end user's keys.",
    ),
  }),
});
