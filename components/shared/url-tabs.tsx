"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { Tabs } from "@/components/ui/tabs";

interface UrlTabsProps extends Omit<ComponentProps<typeof Tabs>, "value" | "onValueChange" | "defaultValue"> {
  defaultValue: string;
  /** The query parameter that keeps the choice. */
  name?: string;
}

/** Tabs whose choice stands in the address, so that it can be linked and survives a reload. The page itself is not left. */
export function UrlTabs({ defaultValue, name = "tab", ...props }: UrlTabsProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const choose = (value: string) => {
    const next = new URLSearchParams(params);
    if (value === defaultValue) next.delete(name);
    else next.set(name, value);
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  return <Tabs value={params.get(name) ?? defaultValue} onValueChange={choose} {...props} />;
}
