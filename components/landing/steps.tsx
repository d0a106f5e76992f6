import { CodeTabs } from "@/components/shared/code-tabs";
import { INTEGRATION_SAMPLES } from "./integration-samples";

const STEPS = [
  {
    title: "Choose a provider",
    text: "Pick it from the catalog and paste the client ID and secret of your app. The form shows the redirect URI to register.",
  },
  {
    title: "Create a session",
    text: "Your backend names the user and what they may connect. It gets a link that works once and expires in 30 minutes.",
  },
  {
    title: "Send the user to the link",
    text: "They sign in at the provider and allow access. A signed webhook notifies your backend.",
  },
  {
    title: "Read the credentials",
    text: "Send one request before each use. If the token is about to expire, Keyhold refreshes it first.",
  },
];

/** The four steps to integrate Keyhold, with code. */
export function Steps() {
  return (
    <section aria-labelledby="steps" className="border-t bg-sidebar">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
        <h2 id="steps" className="font-semibold text-3xl">
          Four steps to valid credentials
        </h2>
        <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <ol className="grid content-start gap-7">
            {STEPS.map(({ title, text }, index) => (
              <li key={title} className="flex gap-4">
                <span
                  aria-hidden
                  className="grid size-7 shrink-0 place-items-center rounded-full border border-primary/30 bg-primary/10 font-medium text-primary text-sm tabular-nums"
                >
                  {index + 1}
                </span>
                <div>
                  <h3 className="font-medium leading-7">{title}</h3>
                  <p className="text-pretty text-muted-foreground text-sm">{text}</p>
                </div>
              </li>
            ))}
          </ol>
          <CodeTabs samples={INTEGRATION_SAMPLES} />
        </div>
      </div>
    </section>
  );
}
