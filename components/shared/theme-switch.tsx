"use client";
import { useTheme } from "next-themes";
import { RadioGroup } from "radix-ui";
import { useSyncExternalStore } from "react";
import { THEME_CHOICES } from "./theme-choices";

const never = () => () => {};

/** The server doesn't know the chosen theme, so nothing is selected until hydration. */
function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Chooses the theme: light, dark or the system's. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const isHydrated = useIsHydrated();
  return (
    <RadioGroup.Root
      aria-label="Theme"
      value={isHydrated ? (theme ?? "system") : ""}
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
