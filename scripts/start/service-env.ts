/** The variables the product's processes get beside those of this one. */
export function serviceEnv(
  { dataDir, publicUrl }: { dataDir: string; publicUrl: string },
  postgres: { url: string } | null,
): Record<string, string> {
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    // glibc would keep an arena per thread, each with its own free memory.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
    // A fixed threshold: by default it grows with what was freed, up to 64 MB that are never returned.
    MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? "262144",
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? publicUrl,
    KEYHOLD_DATA_DIR: dataDir,
    ...(postgres && { DATABASE_URL: postgres.url }),
  };
}
