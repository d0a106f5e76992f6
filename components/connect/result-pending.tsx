"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ScreenHeading } from "./screen-heading";
import { texts } from "./texts";

const LOOK_EVERY_MS = 1500;
const LOOKS = 20;

/** Looks again until the callback has finished; after half a minute the person decides. */
export function ResultPending() {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  const isSlow = looks >= LOOKS;
  useEffect(() => {
    if (isSlow) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [looks, isSlow, router]);
  return (
    <div className="flex flex-1 flex-col" aria-live="polite">
      <Skeleton className="mb-5 size-12 rounded-full" />
      <ScreenHeading>{isSlow ? texts.pending.slowHeading : texts.pending.heading}</ScreenHeading>
      <p className="mt-3 text-muted-foreground text-sm leading-6">
        {isSlow ? texts.pending.slowLead : texts.pending.lead}
      </p>
      {isSlow && (
        <Button className="mt-6" onClick={() => setLooks(0)}>
          {texts.pending.reload}
        </Button>
      )}
    </div>
  );
}
