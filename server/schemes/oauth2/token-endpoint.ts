import type { ProviderOf } from "@/providers/load";
import type { TokenEndpoint } from "@/server/protocols/oauth2/types";
import { TemplateError } from "@/server/protocols/template/parse";
import { fillTemplates, renderHeader, renderText, type TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";

type TokenProvider = ProviderOf<"oauth2_code" | "oauth2_client_credentials" | "oauth2_password">;

/** Fills in a URL template, or the fallback when a value is missing. @throws TemplateError, TypeError */
export function urlOr(template: string, fallback: string | undefined, values: TemplateValues): string {
  try {
    return renderUrl(template, values);
  } catch (error) {
    if (fallback === undefined || !(error instanceof TemplateError)) throw error;
    return renderUrl(fallback, values);
  }
}

/** Returns a resource URL exactly as the entry has it: URL parsing must not add a slash (RFC 8707 §2). @throws TemplateError, TypeError */
export function resourceOf(template: string, values: TemplateValues): string {
  const written = renderText(template, values);
  const read = renderUrl(template, values);
  return read === `${written}/` ? written : read;
}

/** Returns the token endpoint of one connection, with the catalog's templates filled in. @throws TemplateError, TypeError */
export function tokenEndpoint(provider: TokenProvider, values: TemplateValues): TokenEndpoint {
  const { tokenMethod, bodyFormat, tokenHeaders, tokenParams, tokenRename, tokenResponse } = provider;
  return {
    url: urlOr(provider.tokenUrl, provider.tokenUrlFallback, values),
    method: tokenMethod,
    bodyFormat,
    headers: fillTemplates(tokenHeaders, values, renderHeader),
    params: fillTemplates(tokenParams, values),
    rename: tokenRename,
    response: { ...tokenResponse, assumeExpiresIn: provider.assumeExpiresIn },
    ...(provider.scheme === "oauth2_code" && refreshRules(provider, values)),
  };
}

function refreshRules(provider: ProviderOf<"oauth2_code">, values: TemplateValues): Partial<TokenEndpoint> {
  const { refreshUrl, refreshParams, refreshMethod } = provider;
  return {
    refreshUrl: refreshUrl && renderUrl(refreshUrl, values),
    refreshParams: fillTemplates(refreshParams, values),
    refreshMethod,
  };
}
