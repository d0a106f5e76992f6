import { BellRing, Cable, Lock, PanelTop, RefreshCw, Server } from "lucide-react";

const FEATURES = [
  {
    icon: PanelTop,
    title: "A page your users understand",
    text: "The Connect UI shows who asks for access, checks what the user enters, and explains how to fix problems. It works with keyboards, screen readers and phones, in light and dark.",
  },
  {
    icon: Lock,
    title: "Encrypted individually",
    text: "Credentials are encrypted with AES-256-GCM and bound to their database row. A copy in another row can't be decrypted. API keys have scopes.",
  },
  {
    icon: RefreshCw,
    title: "Tokens that stay valid",
    text: "Keyhold refreshes a token before it expires, and only once, even if several processes ask for it. If a refresh fails, you still get the current token while it is valid.",
  },
  {
    icon: BellRing,
    title: "Webhooks for your backend",
    text: "Signed webhooks report when an end user connects or reconnects, and when a connection stops working. The dashboard lists each delivery and can send it again.",
  },
  {
    icon: Cable,
    title: "Compatible API",
    text: "Keyhold implements the Nango wire protocol. If you already use a Nango SDK, point it at your instance.",
  },
  {
    icon: Server,
    title: "Self-hosted",
    text: "One Next.js app and one Postgres database, started with one command. Pages load nothing from other hosts, and there is no telemetry.",
  },
];

/** The features of Keyhold, each in two or three sentences. */
export function Features() {
  return (
    <section aria-labelledby="features" className="border-t">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
        <h2 id="features" className="font-semibold text-3xl">
          What Keyhold does for you
        </h2>
        <ul className="mt-10 grid gap-px overflow-hidden rounded-xl border bg-border sm:grid-cols-2 lg:grid-cols-3">
          {FEATURES.map(({ icon: Icon, title, text }) => (
            <li key={title} className="bg-card p-6">
              <Icon aria-hidden className="size-5 text-primary" />
              <h3 className="mt-4 font-medium">{title}</h3>
              <p className="mt-1.5 text-pretty text-muted-foreground text-sm leading-6">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
