import { hasRefreshToken } from "../oauth2/can-refresh";
import { clientRegistrationEnd } from "../oauth2/dated-end";
import { refreshGrantOf } from "../oauth2/refresh";
import type { RefreshInput, SchemeOf } from "../scheme";
import { mcpFlow } from "./flow";

const shared = {
  client: "team" as const,
  flow: mcpFlow,
  refresh: (input: RefreshInput) => refreshGrantOf(input, "refresh_token"),
  canRefresh: hasRefreshToken,
  datedEnd: clientRegistrationEnd,
};

/** A known MCP server. Its authorization server is discovered if the entry has no URLs. */
export const mcpOAuth: SchemeOf<"mcp_oauth"> = {
  ...shared,
  need: ({ clientRegistration }) => (clientRegistration === "static" ? "client" : "nothing"),
};

/** Any MCP server. The end user enters its URL. */
export const mcpDiscovery: SchemeOf<"mcp_oauth_discovery"> = shared;
