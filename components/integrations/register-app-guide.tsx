import { ExternalLink } from "lucide-react";
import type { ProviderView } from "@/components/dashboard/types";
import { Button } from "@/components/ui/button";
import { hasCredentials } from "@/wire/schemes";

const USUAL_STEPS = [
  "Register an OAuth app (some providers say “client” or “integration”) in your developer account.",
  "Give it the callback URL shown in the form, exactly as it stands.",
  "Allow the scopes you will ask for.",
  "Copy the client id and secret into the form.",
];

/** Why a team has nothing to register. */
function wordsOf({ authMode, settings, hasCallback }: ProviderView): string {
  if (!hasCredentials(authMode)) return "This API asks for nothing. You only name the integration.";
  if (settings.length > 0) return "Enter what the form asks for once; your users then connect with what is theirs.";
  if (hasCallback)
    return "Keyhold registers itself at the server when the first of your users connects. You only name the integration.";
  return "Each of your users brings credentials of their own; the Connect UI asks for them and checks them. You only name the integration.";
}

/** What to do at the provider before the form can be filled in. */
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
          <p>{wordsOf(provider)}</p>
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
