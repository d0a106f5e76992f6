import { BellRing, Cable, Lock, PanelTop, RefreshCw, Server } from "lucide-react";

const FACTS = [
  {
    icon: PanelTop,
    title: "A page your users understand",
    text: "It says who asks and for whom, checks what is typed, and tells what to do next when something goes wrong. By keyboard, by screen reader, on a phone, light or dark.",
  },
  {
    icon: Lock,
    title: "Sealed one by one",
    text: "Each credential is encrypted with AES-256-GCM and bound to its own row. Copied elsewhere, it does not open; the API key that reads it says what it may read.",
  },
  {
    icon: RefreshCw,
    title: "Tokens that stay valid",
    text: "A token about to end is renewed once, however many of your processes ask. One that still works is served even while its renewal fails.",
  },
  {
    icon: BellRing,
    title: "Your backend is told",
    text: "Signed webhooks say when a connection is made, made again, or broken. Each attempt to deliver them is listed, and can be sent again.",
  },
  {
    icon: Cable,
    title: "Compatible on the wire",
    text: "It speaks the wire protocol of the SDKs you may already use. Where yours is among them, moving means pointing it at another host.",
  },
  {
    icon: Server,
    title: "Yours to run",
    text: "One Next.js app and one Postgres, started by one command. No page loads anything from another host, and nothing reports home.",
  },
];

/** What to expect of it, each in two sentences. */
export function Facts() {
  return (
    <section aria-labelledby="facts" className="border-t">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
        <h2 id="facts" className="font-semibold text-3xl">
          What it takes off your hands
        </h2>
        <ul className="mt-10 grid gap-px overflow-hidden rounded-xl border bg-border sm:grid-cols-2 lg:grid-cols-3">
          {FACTS.map(({ icon: Icon, title, text }) => (
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
