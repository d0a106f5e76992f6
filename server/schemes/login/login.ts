import type { ProviderOf } from "@/providers/load";
import { io } from "@/server/net";
import { samlAssertion } from "@/server/protocols/assertion/saml";
import { type LoginResult, type LoginStep, logIn } from "@/server/protocols/login/login";
import { classifyTokenFailure } from "@/server/protocols/oauth2/errors";
import { fillTemplates, renderText, type TemplateValues } from "@/server/protocols/template/render";
import { keptValues } from "../kept-values";
import type { Issued, IssueInput } from "../scheme";
import { signAssertion } from "../signed/sign";

type LoginProvider = ProviderOf<"token_exchange" | "session_login" | "jwt_bearer" | "saml_bearer">;

function samlOf({ assertion }: ProviderOf<"saml_bearer">, values: TemplateValues): string {
  const text = (template: string) => renderText(template, values);
  const { now, random } = io();
  return samlAssertion(
    {
      issuer: text(assertion.issuer),
      audience: text(assertion.audience),
      recipient: text(assertion.recipient),
      nameId: text(assertion.nameId),
      key: text(assertion.key),
      ttlSeconds: assertion.ttl,
      attributes: fillTemplates(assertion.attributes, values),
    },
    now(),
    random,
  );
}

/** Returns the values for a login, with the signed assertion if the scheme has one. */
function withAssertion(provider: LoginProvider, values: TemplateValues): TemplateValues {
  if (provider.scheme === "saml_bearer") return { ...values, "@assertion": samlOf(provider, values) };
  if (provider.scheme === "jwt_bearer" && provider.assertion) {
    return { ...values, "@assertion": signAssertion(provider.assertion, values).token };
  }
  return values;
}

function call(provider: LoginProvider, steps: readonly LoginStep[], values: TemplateValues): Promise<LoginResult> {
  return logIn(steps, { ...provider.tokenResponse, assumeExpiresIn: provider.assumeExpiresIn }, values, io());
}

/** Refreshes with the refresh token if there is one. Without one, or when it is rejected, logs in again. */
async function refreshOrLogIn(provider: LoginProvider, { values, refreshToken }: IssueInput): Promise<LoginResult> {
  if (provider.refresh && refreshToken) {
    try {
      return await call(provider, [provider.refresh], { ...values, refresh_token: refreshToken });
    } catch (error) {
      if (classifyTokenFailure(error).kind !== "revoked_grant") throw error;
    }
  }
  return call(provider, provider.steps, withAssertion(provider, values));
}

/** Logs in with the typed values, in one or several requests. */
export async function issueByLogin(provider: LoginProvider, input: IssueInput): Promise<Issued> {
  const answered = await refreshOrLogIn(provider, input);
  const refreshToken = answered.refreshToken ?? input.refreshToken;
  return {
    credentials: {
      type: provider.scheme === "session_login" ? "BILL" : "TWO_STEP",
      fields: input.fields,
      token: answered.token,
      ...(refreshToken && { refresh_token: refreshToken }),
      ...(answered.expiresAt !== null && { expires_at: new Date(answered.expiresAt).toISOString() }),
      ...(answered.cookies !== null && { values: { "@cookies": answered.cookies } }),
      raw: answered.raw,
    },
    expiresAt: answered.expiresAt,
    kept: Object.assign({}, ...answered.answers.map((token) => keptValues(provider, { token }))),
  };
}
