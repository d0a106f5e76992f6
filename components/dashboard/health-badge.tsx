import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { HealthState } from "@/wire/connections";
import { HEALTH } from "./health";

const LOOK = {
  good: { variant: "success", icon: CircleCheck },
  warn: { variant: "warning", icon: TriangleAlert },
  bad: { variant: "danger", icon: CircleAlert },
} as const;

/** A connection's health as a word, a sign and a colour, so that none of them must carry it alone. */
export function HealthBadge({ state }: { state: HealthState }) {
  const { label, tone } = HEALTH[state];
  const { variant, icon: Icon } = LOOK[tone];
  return (
    <Badge variant={variant}>
      <Icon aria-hidden className="size-3.5" />
      {label}
    </Badge>
  );
}
