import { io } from "@/server/net";
import type { ApiRequest } from "@/server/protocols/api-request";
import { signAwsRequest } from "@/server/protocols/aws/sign-v4";
import { renderFirst, renderText } from "@/server/protocols/template/render";
import type { SchemeOf } from "../scheme";
import { issueTyped } from "../typed";
import { issueAwsRole } from "./role";

type Record = SchemeOf<"aws_sigv4">;

const sign: Record["sign"] = ({ signing }, values) => {
  const keys = {
    accessKeyId: values.access_key_id ?? values.username ?? "",
    secretAccessKey: values.secret_access_key ?? values.password ?? "",
    sessionToken: values.session_token,
  };
  const scope = {
    region: renderFirst([signing.region, signing.regionFallback], values),
    service: renderText(signing.service, values),
  };
  return (request: ApiRequest) => signAwsRequest(request, keys, scope, io().now());
};

/** AWS Signature Version 4, with the end user's keys or with the keys of a role that the team's keys assume. */
export const awsSigv4: Record = {
  client: "team",
  issue: (provider, input) =>
    provider.signing.role === undefined ? issueTyped("BASIC", input) : issueAwsRole(provider, input),
  sign,
};
