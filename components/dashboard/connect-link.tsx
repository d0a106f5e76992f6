"use client";
import { ExternalLink } from "lucide-react";
import { useSyncExternalStore } from "react";
import { CopyField } from "@/components/shared/copy-field";
import { Button } from "@/components/ui/button";
import type { SessionCreated } from "@/wire/connect-sessions";
import { formatCountdown } from "./countdown";

/** A connect link with its remaining time. */
export function ConnectLink({ session }: { session: SessionCreated }) {
  const now = useNowSeconds();
  const secondsLeft = now === null ? null : Date.parse(session.expires_at) / 1000 - now;
  const isOver = secondsLeft !== null && secondsLeft <= 0;
  return (
    <div className="grid gap-3">
      <CopyField label="Connect link" value={session.connect_link} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted-foreground">
          {isOver ? (
            "This link has expired. Create a new one."
          ) : (
            <>
              Works once. Expires in{" "}
              <span className="font-medium tabular-nums text-foreground">
                {secondsLeft === null ? "30:00" : formatCountdown(secondsLeft)}
              </span>{" "}
              minutes. Anyone with the link can connect an account.
            </>
          )}
        </p>
        <Button asChild variant="outline" size="sm">
          <a href={session.connect_link} target="_blank" rel="noreferrer">
            Open <ExternalLink aria-hidden />
          </a>
        </Button>
      </div>
    </div>
  );
}

function subscribe(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

const readSecond = () => Math.floor(Date.now() / 1000);

/** The current time in epoch seconds, updated every second. Null on the server, whose clock may differ. */
function useNowSeconds(): number | null {
  return useSyncExternalStore(subscribe, readSecond, () => null);
}
