"use client";
import { KeyRound } from "lucide-react";
import { CodeBlock } from "@/components/shared/code-block";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { keyOrPlaceholder, useSnippetKey } from "./snippet-key";
import { API_KEY_PLACEHOLDER, type Snippet, type SnippetTarget } from "./snippets";
import { useFillSnippetKey } from "./use-fill-snippet-key";

function KeyNote({ env }: { env: string }) {
  const key = useSnippetKey(env);
  const { fill, willCreate } = useFillSnippetKey(env);
  if (key) {
    return (
      <p className="text-sm text-muted-foreground">
        Contains your API key. Treat what you copy like a password. The key disappears when you reload the page.
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-sm text-muted-foreground">
        Replace <code className="font-mono text-xs">{API_KEY_PLACEHOLDER}</code> with your key, or fill it in here.
      </p>
      <Button variant="outline" size="sm" disabled={fill.isPending} onClick={() => fill.mutate()}>
        <KeyRound aria-hidden />
        {willCreate ? "Create a key for these snippets" : "Fill in my key"}
      </Button>
      {fill.error && <FormError>{fill.error.message}</FormError>}
    </div>
  );
}

interface Props {
  env: string;
  host: string;
  /** Writes the snippet for a host and key. */
  write: (target: SnippetTarget) => Snippet;
}

/** A snippet in Node and cURL that runs unchanged once the key is filled in. */
export function SnippetTabs({ env, host, write }: Props) {
  const apiKey = keyOrPlaceholder(useSnippetKey(env));
  const { node, curl } = write({ host, apiKey });
  return (
    <div className="grid min-w-0 gap-3">
      <Tabs defaultValue="curl">
        <TabsList>
          <TabsTrigger value="curl">cURL</TabsTrigger>
          <TabsTrigger value="node">Node</TabsTrigger>
        </TabsList>
        <TabsContent value="curl">
          <CodeBlock code={curl} language="bash" />
        </TabsContent>
        <TabsContent value="node">
          <CodeBlock code={node} language="js" />
          <p className="mt-2 text-sm text-muted-foreground">
            Save as <code className="font-mono text-xs">keyhold.mjs</code> and run{" "}
            <code className="font-mono text-xs">node keyhold.mjs</code>. No packages needed.
          </p>
        </TabsContent>
      </Tabs>
      <KeyNote env={env} />
    </div>
  );
}
