"use client";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { catchError, type ErrorInfo } from "next/error";
import { type ReactNode, Suspense } from "react";
import { Button } from "@/components/ui/button";

/** Shows `fallback` while the queries inside load, and a retry button if one fails. */
export function QueryBoundary({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary onRetry={reset}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  );
}

const Boundary = catchError(QueryFailed);

function QueryFailed({ onRetry }: { onRetry: () => void }, { error, retry }: ErrorInfo) {
  const tryAgain = () => {
    onRetry();
    retry();
  };
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-4 rounded-lg border bg-card p-5">
      <div className="min-w-0">
        <p className="font-medium">This section couldn't be loaded</p>
        <p className="break-words text-muted-foreground text-sm">{reasonOf(error)}</p>
      </div>
      <Button type="button" variant="outline" onClick={tryAgain}>
        Try again
      </Button>
    </div>
  );
}

/** Only messages of our own API are written for users. Any other error is a bug. */
function reasonOf(error: unknown): string {
  const isOurs = error instanceof Error && error.name === "TRPCClientError" && "data" in error && error.data;
  return isOurs
    ? error.message
    : "The server sent an unexpected response. Check your internet connection, then try again.";
}
