import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { requireUser } from "@/app/session";
import { TRPCProvider } from "@/components/shared/trpc";
import { AppShell } from "@/components/shell/app-shell";
import { listEnvironments } from "@/server/environments/list";

interface Props {
  params: Promise<{ env: string }>;
  children: ReactNode;
}

/** The frame of every page of an environment. Redirects to the sign-in page without a session. */
export default async function EnvironmentLayout({ params, children }: Props) {
  const { env } = await params;
  const { name, email, id } = await requireUser();
  const environments = await listEnvironments(id);
  if (!environments.some((environment) => environment.name === env)) notFound();
  return (
    <TRPCProvider key={env} env={env}>
      <AppShell
        current={env}
        user={{ name, email }}
        environments={environments.map(({ name: key, isProduction, teamName }) => {
          return { name: key, isProduction, teamName };
        })}
      >
        {children}
      </AppShell>
    </TRPCProvider>
  );
}
