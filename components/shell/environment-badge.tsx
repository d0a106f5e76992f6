import { Badge } from "@/components/ui/badge";

/** The type of an environment. Production is highlighted. */
export function EnvironmentBadge({ isProduction }: { isProduction: boolean }) {
  return <Badge variant={isProduction ? "warning" : "outline"}>{isProduction ? "Production" : "Development"}</Badge>;
}
