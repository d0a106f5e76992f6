"use client";
import { Hourglass } from "lucide-react";
import { ReturnLink } from "./return-link";
import { ScreenHeading } from "./screen-heading";
import { texts } from "./texts";

interface ApprovalScreenProps {
  /** Name of the account that was asked for. */
  name: string;
  product: string;
  returnUrl: string | null;
}

/** The person has done their part; an owner of the account must approve. */
export function ApprovalScreen({ name, product, returnUrl }: ApprovalScreenProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center text-center">
      <span
        aria-hidden
        className="mb-6 grid size-16 place-items-center rounded-full bg-primary/12 text-primary motion-safe:fade-in motion-safe:animate-in"
      >
        <Hourglass className="size-8" />
      </span>
      <ScreenHeading>{texts.approval.heading(name)}</ScreenHeading>
      <p className="mt-3 text-muted-foreground text-sm leading-6">{texts.approval.lead(product)}</p>
      {returnUrl ? (
        <div className="mt-8 flex w-full flex-col">
          <ReturnLink href={returnUrl} product={product} isMain />
        </div>
      ) : (
        <p className="mt-1 text-muted-foreground text-sm leading-6">{texts.approval.close}</p>
      )}
    </div>
  );
}
