import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shared/message-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** Shown for an address that doesn't exist, or that the user may not see. */
export default function NotFound() {
  return (
    <MessagePage
      title="This page doesn't exist"
      text="It may have been deleted or renamed, the address may be incomplete, or it belongs to a team you aren't a member of."
    >
      <Button asChild>
        <Link href="/dashboard">Open the dashboard</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href="/">Home page</Link>
      </Button>
    </MessagePage>
  );
}
