import { Badge } from "@/components/ui/badge";

/** Says loudly which environment is the real one, and quietly which is not. */
export function EnvironmentBadge({ isProduction }: { isProduction: boolean }) {
  return <Badge variant={isProduction ? "warning" : "outline"}>{isProduction ? "Production" : "Development"}</Badge>;
}
