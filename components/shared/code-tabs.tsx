"use client";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { CodeBlock } from "./code-block";
import type { Language } from "./highlight";

interface Sample {
  label: string;
  language: Language;
  code: string;
}

/** One snippet in several languages, as tabs. */
export function CodeTabs({ samples, className }: { samples: readonly Sample[]; className?: string }) {
  return (
    <Tabs defaultValue={samples[0]?.label} className={className}>
      <TabsList aria-label="Language">
        {samples.map(({ label }) => (
          <TabsTrigger key={label} value={label}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      {samples.map(({ label, language, code }) => (
        <TabsContent key={label} value={label}>
          <CodeBlock code={code} language={language} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
