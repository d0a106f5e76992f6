/** Returns the variables of the product's processes, in addition to this process's own. */
export function serviceEnv(
  { dataDir, publicUrl }: { dataDir: string; publicUrl: string },
  postgres: { url: string } | null,
): Record<string, string> {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    // By default, glibc has an arena per thread, each with its own free memory.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
    // A fixed threshold. By default it grows with freed memory, up to 64 MB that are never returned.
    MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? "262144",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? publicUrl,
    KEYHOLD_DATA_DIR: dataDir,
    ...(postgres && { DATABASE_URL: postgres.url }),
  };
}
