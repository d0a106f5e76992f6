"use client";
import { Check } from "lucide-react";
import { ReturnLink } from "./return-link";
import { ScreenHeading } from "./screen-heading";
import { useTexts } from "./texts-context";

interface SuccessScreenProps {
  /** Name of the connected account. */
  name: string;
  product: string;
  isReconnecting?: boolean;
  returnUrl: string | null;
}

/** Says that the account is connected, and what to do next. */
export function SuccessScreen({ name, product, isReconnecting, returnUrl }: SuccessScreenProps) {
  const t = useTexts();
  const heading = isReconnecting ? "success_heading_again" : "success_heading";
  return (
    <div className="flex flex-1 flex-col items-center justify-center text-center">
      <span
        aria-hidden
        className="mb-6 grid size-16 place-items-center rounded-full bg-primary text-primary-foreground motion-safe:fade-in motion-safe:zoom-in-75 motion-safe:animate-in motion-safe:duration-300"
      >
        <Check className="size-8" strokeWidth={2.5} />
      </span>
      <ScreenHeading>{t(heading, { name, product })}</ScreenHeading>
      <p className="mt-3 text-muted-foreground text-sm leading-6">
        {returnUrl ? t("success_return", { product }) : t("close_page")}
      </p>
      {returnUrl && (
        <div className="mt-8 flex w-full flex-col">
          <ReturnLink href={returnUrl} product={product} isMain />
        </div>
      )}
    </div>
  );
}
