import { z } from "zod";
import { Assertion, common, Step, Template, Templates, TokenResponse } from "./parts";

const Signature = z.enum(["HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1", "PLAINTEXT"]);

/** OAuth 1.0a (RFC 5849), by a trip of the browser. */
export const OAuth1 = z.strictObject({
  ...common,
  scheme: z.literal("oauth1"),
  requestTokenUrl: Template,
  requestTokenParams: Templates.optional(),
  authorizeUrl: Template,
  authorizeParams: Templates.optional(),
  tokenUrl: Template,
  signature: Signature.default("HMAC-SHA1"),
});

/** OAuth 1.0 with a token the end user made at the provider. */
export const OAuth1Tba = z.strictObject({
  ...common,
  scheme: z.literal("oauth1_tba"),
  signature: Signature.default("HMAC-SHA256"),
  realm: Template.optional(),
});

/** An app that the end user installs; its installation is exchanged for tokens. */
export const AppInstallation = z.strictObject({
  ...common,
  scheme: z.literal("app_installation"),
  installUrl: Template,
  callbackKeep: z.array(z.string()).min(1).describe("The first names the installation."),
  assertion: Assertion.describe("The app's own proof, `{@assertion}`."),
  installationToken: Step.describe("Exchanges it for a token."),
  tokenResponse: TokenResponse,
  user: z
    .strictObject({
      tokenUrl: Template,
      tokenHeaders: Templates.optional(),
      proof: Template.optional().describe(
        "An address that answers this person's {token} only if the installation is theirs.",
      ),
      installations: z
        .strictObject({ url: Template, list: z.string(), id: z.string(), total: z.string() })
        .optional()
        .describe(
          "Lists the installations this person's {token} opens: how a requested one is found once an owner approved it.",
        ),
    })
    .optional()
    .describe("The callback also carries a code of the person who installed it."),
});

/** A plugin that the end user installs; its calls carry the team's own keys. */
export const PluginInstall = z.strictObject({
  ...common,
  scheme: z.literal("plugin_install"),
  installUrl: Template.describe("`{@state}` ties the way back to this flow."),
  callbackKeep: z.array(z.string()).min(1),
  stateParam: z.string().describe("Where the provider gives `{@state}` back."),
});
