/** What the product's processes are told beside the variables of this one. */
export function serviceEnv({ dataDir, publicUrl }, postgres) {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? publicUrl,
    KEYHOLD_DATA_DIR: dataDir,
    ...(postgres && { DATABASE_URL: postgres.url }),
  };
}
