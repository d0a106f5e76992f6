import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ConnectPicture } from "./connect-picture";

/** The head of the landing page: what Keyhold is. */
export function Hero() {
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-16 gap-y-14 px-4 py-16 sm:px-8 sm:py-24 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="max-w-xl">
        <h1 className="text-balance font-semibold text-4xl sm:text-5xl">
          Let your users connect the accounts they already have
        </h1>
        <p className="mt-6 text-pretty text-lg text-muted-foreground">
          Your product works with your users' calendars, repositories and billing systems. Keyhold asks them for access,
          stores their credentials encrypted, keeps them valid, and gives them to your backend when it needs them.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button asChild size="lg">
            <Link href="/sign-up">Create an account</Link>
          </Button>
          <Button asChild size="lg" variant="outline">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </div>
        <p className="mt-6 text-muted-foreground text-sm">
          A test API is built in. You can create your first connection without an account elsewhere.
        </p>
      </div>
      <ConnectPicture className="justify-self-center" />
    </section>
  );
}
