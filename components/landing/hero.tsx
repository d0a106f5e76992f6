import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ConnectPicture } from "./connect-picture";

/** What Keyhold is, in one look. */
export function Hero() {
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-16 gap-y-14 px-4 py-16 sm:px-8 sm:py-24 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="max-w-xl">
        <h1 className="text-balance font-semibold text-4xl sm:text-5xl">
          Let your users connect the accounts they already have
        </h1>
        <p className="mt-6 text-pretty text-lg text-muted-foreground">
          Your product works with your users' calendars, repositories and billing systems. Keyhold asks them for access,
          keeps what they grant sealed and valid, and hands your backend a live credential whenever it needs one.
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
          An API to practise on is built in: your first connection needs no account anywhere else.
        </p>
      </div>
      <ConnectPicture className="justify-self-center" />
    </section>
  );
}
