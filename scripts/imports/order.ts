/**
 * The import order: one row per folder, from the lowest to the highest. A folder may import itself and the folders in `may`.
 * `"below"` means every earlier row that is not closed. Type imports count.
 */
export interface Row {
  area: string;
  may: "below" | readonly string[];
  /** Closed folders that are allowed in addition. */
  also?: readonly string[];
  /** Folders that are not allowed despite `"below"`. */
  not?: readonly string[];
  /** Only rows that name the folder may import it. */
  isClosed?: true;
}

const STORES = ["server/db", "server/crypto", "server/net"];

/** A folder without a row is an error, so that whoever adds a folder decides where it belongs. */
export const ORDER: readonly Row[] = [
  // Shapes and data
  { area: "wire", may: [] },
  { area: "messages", may: ["wire"] },
  { area: "lib", may: [], isClosed: true },
  { area: "providers", may: ["wire"] },

  // The foundation
  { area: "server/protocols", may: [] },
  { area: "providers/build", may: ["wire", "providers", "server/protocols"], isClosed: true },
  { area: "server/core", may: ["wire", "messages"] },
  { area: "server/db", may: ["server/core"] },
  { area: "server/crypto", may: ["server/core", "server/db"] },
  { area: "server/net", may: ["server/core", "server/protocols"] },

  // The features
  { area: "server/access", may: ["wire", "server/core"] },
  { area: "server/environments", may: "below" },
  { area: "server/logs", may: "below" },
  { area: "server/webhooks", may: "below" },
  { area: "server/mail", may: "below" },
  { area: "server/vault", may: "below" },
  { area: "server/schemes", may: "below" },
  { area: "server/refresh", may: "below" },
  { area: "server/catalog", may: "below" },
  { area: "server/api-keys", may: "below" },
  { area: "server/integrations", may: "below" },
  { area: "server/connections", may: "below" },
  { area: "server/connect", may: "below" },
  { area: "server/accounts", may: "below" },
  { area: "server/instance", may: "below" },
  { area: "server/getting-started", may: "below" },
  { area: "server/doctor", may: "below" },
  { area: "server/docs", may: "below" },
  { area: "server/lab", may: ["wire", "server/core", "server/db"], isClosed: true },

  // The adapters
  { area: "server/jobs", may: "below", isClosed: true },
  { area: "server/rest", may: "below", also: ["server/lab"], isClosed: true },
  { area: "server/trpc", may: "below", isClosed: true },

  // The user interface
  { area: "components", may: ["wire", "messages", "lib", "server/trpc"], isClosed: true },
  {
    area: "app",
    may: "below",
    also: ["lib", "components", "server/jobs", "server/rest", "server/trpc"],
    not: STORES,
    isClosed: true,
  },
  { area: "proxy.ts", may: ["server/rest"], isClosed: true },
  { area: "instrumentation.ts", may: ["server/jobs"], isClosed: true },

  // The processes
  { area: "server", may: "below", also: ["server/jobs", "server/rest"], isClosed: true },

  // Outside the product. The simulator checks the product's requests, so it shares no protocol code with it.
  { area: "simulator", may: ["wire", "providers", "providers/build"], isClosed: true },
  { area: "scripts", may: "below", also: ["server", "simulator"], isClosed: true },
  { area: "bench", may: "below", also: ["scripts", "simulator"], isClosed: true },
  { area: "e2e", may: "below", also: ["scripts", "simulator"], isClosed: true },
];
