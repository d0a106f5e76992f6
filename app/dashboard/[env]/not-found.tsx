import { SearchX } from "lucide-react";
import Link from "next/link";
import { Empty } from "@/components/shared/empty";
import { Button } from "@/components/ui/button";

/** A name that stands for nothing in this environment. The frame stays, so that one finds on from here. */
export default function NotFoundHere() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <Empty
        icon={SearchX}
        title="There is nothing at this address"
        hint="It may have been deleted or renamed, or it is in another environment: the one you look at stands beside the menu."
      >
        <Button asChild>
          <Link href="/dashboard">Open the dashboard</Link>
        </Button>
      </Empty>
    </>
  );
}
