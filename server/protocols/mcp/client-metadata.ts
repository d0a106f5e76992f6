/** The metadata of a client whose ID is the URL of this document. */
export interface ClientMetadata {
  url: string;
  clientName: string;
  clientUri?: string | undefined;
  logoUri?: string | undefined;
  redirectUri: string;
}

/** The client-id metadata document of a public client. @see OAuth Client ID Metadata Document, MCP authorization */
export function clientMetadataDocument({
  url,
  clientName,
  clientUri,
  logoUri,
  redirectUri,
}: ClientMetadata): Record<string, unknown> {
  return {
    client_id: url,
    client_name: clientName,
    ...(clientUri && { client_uri: clientUri }),
    ...(logoUri && { logo_uri: logoUri }),
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  };
}
