import { notFound, redirect } from "next/navigation";
import { requireUser } from "@/app/session";
import { listEnvironments } from "@/server/environments/list";

/** Redirects to the user's first environment. */
export default async function DashboardPage() {
  const user = await requireUser();
  const [first] = await listEnvironments(user.id);
  if (!first) notFound();
  redirect(`/dashboard/${first.name}/getting-started`);
}
