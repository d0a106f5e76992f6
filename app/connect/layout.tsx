import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { TextsProvider } from "@/components/connect/texts-context";
import { connectMessages } from "@/messages/connect-ui";

export const metadata: Metadata = {
  title: { absolute: connectMessages().page_title },
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

/** The hosted Connect UI is separate from the dashboard: no sign-in, and nothing loaded from another host. */
export default function ConnectLayout({ children }: { children: ReactNode }) {
  return (
    <TextsProvider locale="en" messages={connectMessages("en")}>
      {children}
    </TextsProvider>
  );
}
