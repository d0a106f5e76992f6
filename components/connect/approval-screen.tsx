"use client";
import { Hourglass } from "lucide-react";
import { ReturnLink } from "./return-link";
import { ScreenHeading } from "./screen-heading";
import { useTexts } from "./texts-context";

interface ApprovalScreenProps {
  /** Name of the account. */
  name: string;
  product: string;
  returnUrl: string | null;
}

/** Says that an owner of the account must approve the request. */
export function ApprovalScreen({ name, product, returnUrl }: ApprovalScreenProps) {
  const t = useTexts();
  return (
    <div className="flex flex-1 flex-col items-center justify-center text-center">
      <span
        aria-hidden
        className="mb-6 grid size-16 place-items-center rounded-full bg-primary/12 text-primary motion-safe:fade-in motion-safe:animate-in"
      >
        <Hourglass className="size-8" />
      </span>
      <ScreenHeading>{t("approval_heading", { name })}</ScreenHeading>
      <p className="mt-3 text-muted-foreground text-sm leading-6">{t("approval_lead", { product })}</p>
      {returnUrl ? (
        <div className="mt-8 flex w-full flex-col">
          <ReturnLink href={returnUrl} product={product} isMain />
        </div>
      ) : (
        <p className="mt-1 text-muted-foreground text-sm leading-6">{t("close_page")}</p>
      )}
    </div>
  );
}
