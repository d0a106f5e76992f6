import { z } from "zod";
import type { FormMode } from "./endpoints";

const Short = z.string().max(1024);
const Long = z.string().max(32 * 1024);
const FieldName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/, "Use letters, digits, _ . and - in a field name.");
const Fields = z.record(FieldName, Long);
const SentBySdk = "Sent by the published frontend SDK. Keyhold ignores it.";

const ApiKey = z
  .object({ apiKey: z.string().min(1).max(1024).optional().describe("The end user's API key.") })
  .catchall(Long)
  .describe("The API key, and the provider's other fields.");
const Basic = z
  .object({
    username: Short.optional().describe("Username. Can be empty if the provider needs only a password."),
    password: Short.optional().describe("Password. Can be empty if the provider needs only a username."),
  })
  .catchall(Long);
const Client = z
  .object({
    client_id: Short.optional().describe("Client ID of the end user's own OAuth client."),
    client_secret: Long.optional().describe("Client secret of the end user's own OAuth client."),
    client_certificate: Long.optional().describe("Client certificate for mutual TLS, as PEM."),
    client_private_key: Long.optional().describe(
      "Private key of the certificate, or the key that signs client assertions, as PEM.",
    ),
  })
  .catchall(Long);
const Login = z
  .object({
    type: z.enum(["TWO_STEP", "JWT"]).optional().describe(SentBySdk),
    assertionOption: Fields.optional().describe("The provider's fields for signing, by name."),
  })
  .catchall(Long)
  .describe("The provider's fields, by name.");
const Tba = z.strictObject({
  token_id: Short.min(1).describe("OAuth 1.0 token that the end user created at the provider."),
  token_secret: Short.min(1).describe("Secret of the token."),
});
const Bill = z.strictObject({
  username: Short.min(1).describe("Username at the provider."),
  password: Short.min(1).describe("Password at the provider."),
  organization_id: Short.min(1).describe("ID of the organization. Starts with 008."),
  dev_key: Short.min(1).describe("Developer key."),
});
const Signature = z.strictObject({
  type: z.literal("SIGNATURE").optional().describe(SentBySdk),
  username: Short.min(1).describe("Name of the API user."),
  password: Short.min(1).describe("Secret of the API user. Keyhold sends only its digest to the provider."),
});
const AwsRole = z.strictObject({
  role_arn: Short.min(1).describe("ARN of a role whose trust policy contains this connection's external ID."),
  region: z.string().max(64).optional().describe("AWS region of the calls. Absent: the integration's region."),
});

/** What the form of each auth mode sends. */
export const FORM_CREDENTIALS: Record<FormMode, z.ZodType<Record<string, unknown>>> = {
  API_KEY: ApiKey,
  BASIC: Basic,
  OAUTH2_CC: Client,
  TWO_STEP: Login,
  JWT: Login,
  TBA: Tba,
  BILL: Bill,
  SIGNATURE: Signature,
  AWS_SIGV4: AwsRole,
  NONE: z.strictObject({}),
};
