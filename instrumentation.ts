/** Next calls this once per server process, before its first request: on Vercel and in `next dev`, where server/main.ts does not run. */
export async function register(): Promise<void> {
  const { sendAnnouncements } = await import("@/server/jobs/inngest/announcements");
  await sendAnnouncements();
}
