import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>;

/** A provider as the integration pages show it. */
export type ProviderView = Outputs["providers"]["get"];
/** An environment as the dashboard shows it. */
export type EnvironmentView = Outputs["environment"]["get"];
