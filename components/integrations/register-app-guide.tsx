import { ExternalLink } from "lucide-react";
import type { ProviderView } from "@/components/dashboard/types";
import { Button } from "@/components/ui/button";
import { hasCredentials } from "@/wire/schemes";

const USUAL_STEPS = [
  "Register an OAuth app in your developer account. Some providers call it a client or an integration.",
  "Add the exact redirect URI from the form.",
  "Enable the scopes you need.",
  "Copy the client ID and secret into the form.",
];

/** Says why there is nothing to register. */
function reasonOf({ authMode, settings, hasCallback }: ProviderView): string {
  if (!hasCredentials(authMode)) return "This API doesn't need credentials. You only need to name the integration.";
  if (settings.length > 0) return "Fill in the form once. Your users then connect with their own credentials.";
  if (hasCallback)
    return "Keyhold registers itself with the server when the first user connects. You only need to name the integration.";
  return "Your users enter their own credentials in the Connect UI. You only need to name the integration.";
}

/** What to do at the provider before filling in the form. */
export function RegisterAppGuide({ provider }: { provider: ProviderView }) {
  const needsApp = provider.needs !== "nothing";
  const steps = provider.guide.length > 0 ? provider.guide : USUAL_STEPS;
  return (
    <aside className="grid gap-4 rounded-lg border bg-muted/40 p-5 text-sm leading-relaxed">
      {needsApp ? (
        <>
          <h2 className="font-medium">Register your app at {provider.name}</h2>
          <ol className="grid list-decimal gap-2 pl-5 marker:text-muted-foreground">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <h2 className="font-medium">Nothing to register</h2>
          <p>{reasonOf(provider)}</p>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {needsApp && provider.registerAppUrl && (
          <Button asChild variant="outline" size="sm">
            <a href={provider.registerAppUrl} target="_blank" rel="noreferrer">
              Open {provider.name} <ExternalLink aria-hidden />
            </a>
          </Button>
        )}
        {provider.docsUrl && (
          <Button asChild variant="ghost" size="sm">
            <a href={provider.docsUrl} target="_blank" rel="noreferrer">
              Documentation <ExternalLink aria-hidden />
            </a>
          </Button>
        )}
      </div>
    </aside>
  );
}
