import { z } from "zod";
import { Assertion, common, Step, Template, Templates, TokenResponse } from "./parts";

const Signature = z.enum(["HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1", "PLAINTEXT"]);

/** OAuth 1.0a (RFC 5849) with a redirect of the browser. */
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

/** OAuth 1.0 with a token that the end user created at the provider. */
export const OAuth1Tba = z.strictObject({
  ...common,
  scheme: z.literal("oauth1_tba"),
  signature: Signature.default("HMAC-SHA256"),
  realm: Template.optional(),
});

/** An app that the end user installs. The installation is exchanged for tokens. */
export const AppInstallation = z.strictObject({
  ...common,
  scheme: z.literal("app_installation"),
  installUrl: Template,
  callbackKeep: z.array(z.string()).min(1).describe("Callback parameters to keep. The first is the installation ID."),
  assertion: Assertion.describe("The app's own assertion, `{@assertion}`."),
  installationToken: Step.describe("Exchanges the installation for a token."),
  tokenResponse: TokenResponse,
  user: z
    .strictObject({
      tokenUrl: Template,
      tokenHeaders: Templates.optional(),
      proof: Template.optional().describe(
        "A URL that accepts the end user's {token} only if the installation belongs to them.",
      ),
      installations: z
        .strictObject({ url: Template, list: z.string(), id: z.string(), total: z.string() })
        .optional()
        .describe(
          "Lists the installations that the end user's {token} can access. Finds a requested installation after an owner approves it.",
        ),
    })
    .optional()
    .describe("The callback also has a code of the end user who installed the app."),
});

/** A plugin that the end user installs. Its calls use the team's own keys. */
export const PluginInstall = z.strictObject({
  ...common,
  scheme: z.literal("plugin_install"),
  installUrl: Template.describe("`{@state}` identifies this flow in the callback."),
  callbackKeep: z.array(z.string()).min(1),
  stateParam: z.string().describe("The callback parameter in which the provider returns `{@state}`."),
});
