"use client";
import { Plus } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ShareConnectLink } from "./share-connect-link";
import { useOpenConnectLink } from "./use-open-connect-link";

/** The end user of test connections. */
const TEST_USER = "test-user";

/** Two ways to connect without code: in a new tab, or through a link to send. */
export function TestConnectionButton({ integrationKey }: { integrationKey?: string }) {
  const { open, isPending } = useOpenConnectLink({ onError: ({ message }) => toast.error(message) });
  return (
    <div className="flex flex-wrap gap-2">
      <Button pending={isPending} onClick={() => open({ integrationKey, endUserId: TEST_USER })}>
        <Plus aria-hidden /> Add test connection
        <span className="sr-only">(opens a new tab)</span>
      </Button>
      <ShareConnectLink integrationKey={integrationKey} />
    </div>
  );
}
