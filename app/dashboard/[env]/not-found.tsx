import { SearchX } from "lucide-react";
import Link from "next/link";
import { Empty } from "@/components/shared/empty";
import { Button } from "@/components/ui/button";

/** Shown for an unknown name in this environment. Keeps the dashboard frame, so that the reader can navigate on. */
export default function NotFoundHere() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <Empty
        icon={SearchX}
        title="This page doesn't exist"
        hint="It may have been deleted or renamed, or it may be in another environment. The menu shows the current one."
      >
        <Button asChild>
          <Link href="/dashboard">Open the dashboard</Link>
        </Button>
      </Empty>
    </>
  );
}
