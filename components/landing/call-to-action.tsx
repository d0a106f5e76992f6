import Link from "next/link";
import { Button } from "@/components/ui/button";

/** The call to action at the end of the landing page. */
export function CallToAction() {
  return (
    <section aria-labelledby="call-to-action" className="border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-10 gap-y-6 px-4 py-14 sm:px-8">
        <div className="max-w-xl">
          <h2 id="call-to-action" className="font-semibold text-2xl">
            See it work before you register an app
          </h2>
          <p className="mt-2 text-pretty text-muted-foreground">
            The provider lab inside this instance is an OAuth 2.0 server for testing. Getting started walks you through
            it, with snippets that contain your API key.
          </p>
        </div>
        <Button asChild size="lg">
          <Link href="/sign-up">Create an account</Link>
        </Button>
      </div>
    </section>
  );
}
