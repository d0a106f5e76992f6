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

/** A provider's logo on a light tile, as logos expect; its first letter where there is none. The name must stand beside it. */
export function ProviderLogo({ slug, name, size = "md", className }: ProviderLogoProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const isMissing = failed === slug;
  /** A picture may fail before this component listens: decoding it again tells. */
  const check = (image: HTMLImageElement | null) => {
    if (image?.complete) image.decode().catch(() => setFailed(slug));
  };
  return (
    <span
      data-slot="provider-logo"
      aria-hidden
      className={cn(
        "relative inline-grid shrink-0 select-none place-items-center overflow-hidden font-semibold",
        "rounded-[21%] after:absolute after:inset-0 after:rounded-[inherit] after:border after:border-foreground/10", // our icons' own corner
        isMissing ? "bg-muted text-muted-foreground" : "bg-white bg-clip-content p-px", // clipped, or white would glow around dark icons
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
