import { redirect } from "next/navigation";

/** Redirects to the first page of an environment. */
export default async function EnvironmentPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  redirect(`/dashboard/${env}/getting-started`);
}
