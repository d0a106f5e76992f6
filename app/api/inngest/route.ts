import { handleInngest } from "@/server/jobs/inngest/handler";

export const dynamic = "force-dynamic";
export { handleInngest as GET, handleInngest as POST, handleInngest as PUT };
