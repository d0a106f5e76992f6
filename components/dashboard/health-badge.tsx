import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { HealthState } from "@/wire/connections";
import { HEALTH } from "./health";

const STYLES = {
  good: { variant: "success", icon: CircleCheck },
  warn: { variant: "warning", icon: TriangleAlert },
  bad: { variant: "danger", icon: CircleAlert },
} as const;

/** A connection's health as a label, an icon and a color, so that the color isn't the only signal. */
export function HealthBadge({ state }: { state: HealthState }) {
  const { label, tone } = HEALTH[state];
  const { variant, icon: Icon } = STYLES[tone];
  return (
    <Badge variant={variant}>
      <Icon aria-hidden className="size-3.5" />
      {label}
    </Badge>
  );
}
