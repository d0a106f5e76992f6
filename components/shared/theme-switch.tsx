"use client";
import { useTheme } from "next-themes";
import { RadioGroup } from "radix-ui";
import { useSyncExternalStore } from "react";
import { THEME_CHOICES } from "./theme-choices";

const never = () => () => {};

/** The server cannot know the choice: nothing is marked until the page is taken over. */
function useIsTakenOver(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const isTakenOver = useIsTakenOver();
  return (
    <RadioGroup.Root
      aria-label="Look"
      value={isTakenOver ? (theme ?? "system") : ""}
      onValueChange={setTheme}
      className="inline-flex gap-0.5 rounded-lg border bg-card p-0.5"
    >
      {THEME_CHOICES.map(({ value, label, icon: Icon }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          aria-label={label}
          title={label}
          className="grid size-7 place-items-center rounded-md text-muted-foreground transition-colors hover:text-foreground data-[state=checked]:bg-accent data-[state=checked]:text-foreground"
        >
          <Icon aria-hidden className="size-4" />
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
