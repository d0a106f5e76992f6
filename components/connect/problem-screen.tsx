"use client";
import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { describeProblem, type KnownNames } from "./problems";
import { ReturnLink } from "./return-link";
import { ScreenHeading } from "./screen-heading";
import { useTexts } from "./texts-context";

interface ProblemScreenProps {
  code: string | null;
  names?: KnownNames;
  /** The error message of the server or the provider, shown as plain text. */
  said?: string | null;
  onRetry?: () => void;
  onChoose?: () => void;
  returnUrl?: string | null;
}

/** Shows a problem: what happened, what to do next, and the error code. */
export function ProblemScreen({ code, names = {}, said, onRetry, onChoose, returnUrl }: ProblemScreenProps) {
  const t = useTexts();
  const problem = describeProblem(t, code, names);
  const retry = problem.action === "retry" ? onRetry : undefined;
  const choose = problem.action === "choose" ? onChoose : undefined;
  return (
    <div className="flex flex-1 flex-col">
      <CircleAlert aria-hidden className="mb-5 size-10 text-destructive" strokeWidth={1.5} />
      <ScreenHeading>{problem.title}</ScreenHeading>
      <p className="mt-3 text-sm leading-6">{problem.what}</p>
      <p className="mt-2 text-muted-foreground text-sm leading-6">{problem.next}</p>
      {said && <Said>{said}</Said>}
      <div className="mt-6 flex flex-col gap-2">
        {retry && <Button onClick={retry}>{t("try_again")}</Button>}
        {choose && <Button onClick={choose}>{t("other_account")}</Button>}
        {returnUrl && <ReturnLink href={returnUrl} product={names.product} isMain={!retry && !choose} />}
      </div>
      <p className="mt-auto pt-8 font-mono text-muted-foreground text-xs">{t("error_code", { code: problem.code })}</p>
    </div>
  );
}

function Said({ children }: { children: string }) {
  const t = useTexts();
  return (
    <figure className="mt-4 rounded-lg border bg-muted/50 px-3 py-2.5 text-sm leading-5">
      <figcaption className="text-muted-foreground text-xs">{t("error_reported")}</figcaption>
      <blockquote className="mt-1 break-words">{children}</blockquote>
    </figure>
  );
}
