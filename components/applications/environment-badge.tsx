import { FlaskConical, Zap } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import type { Environment } from "#lib/applications/schema.ts";

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  return environment === "live" ? (
    <Badge tone="accent">
      <Zap aria-hidden />
      Live
    </Badge>
  ) : (
    <Badge tone="neutral">
      <FlaskConical aria-hidden />
      Test
    </Badge>
  );
}
