import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { texts } from "@/components/connect/texts";

export const metadata: Metadata = {
  title: { absolute: texts.title },
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

/** The hosted Connect UI stands alone: no sign-in, no dashboard, nothing from another host. */
export default function ConnectLayout({ children }: { children: ReactNode }) {
  return children;
}
