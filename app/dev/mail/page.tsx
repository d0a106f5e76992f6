import { notFound } from "next/navigation";
import { listOutbox } from "@/server/mail/outbox";

export const dynamic = "force-dynamic";
export const metadata = { title: "Outbox" };

/** Mail that was stored because no SMTP server is set. Not available in production. */
export default async function OutboxPage() {
  const mails = await listOutbox();
  if (!mails) notFound();
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-10">
      <h1 className="font-semibold text-2xl">Outbox</h1>
      {mails.length === 0 && (
        <p className="text-muted-foreground">No mail yet. Set SMTP_URL to send mail instead of storing it here.</p>
      )}
      {mails.map((mail) => (
        <article key={mail.id} className="rounded-lg border p-4">
          <h2 className="font-medium">{mail.subject}</h2>
          <p className="text-muted-foreground text-sm">
            To {mail.to} · {mail.createdAt.toISOString()}
          </p>
          <pre className="mt-3 whitespace-pre-wrap font-sans text-sm">{mail.text}</pre>
        </article>
      ))}
    </main>
  );
}
