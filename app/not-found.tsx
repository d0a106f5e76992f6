import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shared/message-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** An address that names nothing here, or nothing that this person may see. */
export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing at this address"
      text="It may have been deleted or renamed, the address may be incomplete, or it belongs to a team you are not in."
    >
      <Button asChild>
        <Link href="/dashboard">Open the dashboard</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href="/">Start page</Link>
      </Button>
    </MessagePage>
  );
}
