"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { TestConnectionButton } from "@/components/dashboard/test-connection-button";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

/** The next step towards a connection: connect an account, or add an integration if there is none. */
export function ConnectionActions({ env }: { env: string }) {
  return (
    <QueryBoundary fallback={<Skeleton className="h-9 w-88 max-w-full" />}>
      <Actions env={env} />
    </QueryBoundary>
  );
}

function Actions({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().integrations.list.queryOptions());
  if (data.length > 0) return <TestConnectionButton />;
  return (
    <Button asChild>
      <Link href={`/dashboard/${env}/integrations/new`}>
        <Plus aria-hidden /> Add integration
      </Link>
    </Button>
  );
}
