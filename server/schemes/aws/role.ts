import type { ProviderOf } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { assumeRole } from "@/server/protocols/aws/assume-role";
import { renderFirst, renderText } from "@/server/protocols/template/render";
import { message } from "@/wire/messages";
import type { Issued, IssueInput } from "../scheme";

const SESSION_SECONDS = 3600;

/**
 * Assumes the end user's role with the team's keys. Each customer has another external ID, so that none of them can connect
 * another customer's role (confused deputy, AWS IAM guide "external id").
 */
export async function issueAwsRole({ signing, name }: ProviderOf<"aws_sigv4">, input: IssueInput): Promise<Issued> {
  const { values, fields, connectionId, externalId } = input;
  const { awsAccessKeyId, awsSecretAccessKey } = values;
  if (!awsAccessKeyId || !awsSecretAccessKey) {
    throw new ServiceError("integration_not_configured", message("connect.aws_keys_missing", { provider: name }));
  }
  const region = renderFirst([signing.region, signing.regionFallback], values);
  const { keys, expiresAt, raw } = await assumeRole(
    {
      roleArn: renderText(signing.role ?? "", values),
      externalId,
      sessionName: `keyhold-${connectionId}`.replace(/[^\w+=,.@-]/g, "-").slice(0, 64),
      region,
      durationSeconds: SESSION_SECONDS,
    },
    { accessKeyId: awsAccessKeyId, secretAccessKey: awsSecretAccessKey },
    io(),
  );
  return {
    credentials: {
      type: "AWS_SIGV4",
      fields,
      token: keys.accessKeyId,
      expires_at: new Date(expiresAt).toISOString(),
      values: {
        access_key_id: keys.accessKeyId,
        secret_access_key: keys.secretAccessKey,
        session_token: keys.sessionToken,
        region,
        service: renderText(signing.service, values),
        external_id: externalId,
      },
      raw,
    },
    expiresAt,
    kept: {},
  };
}
