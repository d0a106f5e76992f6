import { badgeVariants } from "@/components/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { accessWords, FULL_ACCESS } from "./scope-groups";

/** What a key may do in a word or two; a click names each scope. */
export function AccessBadge({ scopes }: { scopes: readonly string[] }) {
  const variant = scopes.includes(FULL_ACCESS) ? "default" : "secondary";
  return (
    <Popover>
      <PopoverTrigger className={badgeVariants({ variant })}>{accessWords(scopes)}</PopoverTrigger>
      <PopoverContent>
        <ul aria-label="Scopes" className="grid gap-1.5">
          {scopes.map((scope) => (
            <li key={scope} className="break-all font-mono text-xs">
              {scope}
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
