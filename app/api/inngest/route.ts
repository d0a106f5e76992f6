import { handleInngest } from "@/server/jobs/inngest/handler";
import { limitBody } from "@/server/rest/page-routes";

export const dynamic = "force-dynamic";

const handler = limitBody("jobs", handleInngest);

export { handler as GET, handler as POST, handler as PUT };
