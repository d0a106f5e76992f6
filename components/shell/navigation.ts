import { KeyRound, type LucideIcon, Plug, Puzzle, Rocket, Settings, Webhook } from "lucide-react";

interface NavItem {
  segment: string;
  label: string;
  icon: LucideIcon;
}

/** The sections of an environment, in menu order. */
export const NAV_ITEMS: readonly NavItem[] = [
  { segment: "getting-started", label: "Getting started", icon: Rocket },
  { segment: "integrations", label: "Integrations", icon: Puzzle },
  { segment: "connections", label: "Connections", icon: Plug },
  { segment: "api-keys", label: "API keys", icon: KeyRound },
  { segment: "webhooks", label: "Webhooks", icon: Webhook },
  { segment: "settings", label: "Settings", icon: Settings },
];

/** Returns the section of a path, such as "connections" for /dashboard/dev/connections/github/c1. */
export function sectionOf(pathname: string): string | undefined {
  return pathname.split("/")[3] || undefined;
}

/** Returns the path of the same section in another environment. Drops the subpage, which exists only in one environment. */
export function pathInEnvironment(pathname: string, environment: string): string {
  const section = NAV_ITEMS.find(({ segment }) => segment === sectionOf(pathname))?.segment ?? "getting-started";
  return `/dashboard/${encodeURIComponent(environment)}/${section}`;
}
