"use client";
import { useState } from "react";
import { cn } from "@/lib/utils";
import { logoPath } from "@/wire/endpoints";

const SIZES = { sm: "size-6 text-xs", md: "size-9 text-sm", lg: "size-12 text-lg" };

interface ProviderLogoProps {
  slug: string;
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}

/** A provider's logo on a light tile, or its first letter if there is no logo. Show the name next to it. */
export function ProviderLogo({ slug, name, size = "md", className }: ProviderLogoProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isMissing = failed === slug;
  /** An image may fail before hydration. Decoding it again detects that. */
  const check = (image: HTMLImageElement | null) => {
    if (image?.complete) image.decode().catch(() => setFailed(slug));
  };
  return (
    <span
      data-slot="provider-logo"
      aria-hidden
      className={cn(
        "relative inline-grid shrink-0 select-none place-items-center overflow-hidden font-semibold",
        "rounded-[21%] after:absolute after:inset-0 after:rounded-[inherit] after:border after:border-foreground/10", // the corner radius of our icons
        isMissing ? "bg-muted text-muted-foreground" : "bg-white bg-clip-content p-px", // clipped, so that no white edge shows around dark icons
        SIZES[size],
        className,
      )}
    >
      {isMissing ? (
        firstLetter(name)
      ) : (
        <img
          key={slug}
          ref={check}
          src={logoPath(slug)}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setFailed(slug)}
          className="absolute inset-0 size-full object-contain"
        />
      )}
    </span>
  );
}

function firstLetter(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? "?").toUpperCase();
}
