import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { KeyStatus } from "#lib/api-keys/constants.ts";

const looks: Record<KeyStatus, { label: string; tone: BadgeTone }> = {
  active: { label: "Active", tone: "success" },
  rotating: { label: "Rotating", tone: "info" },
  expired: { label: "Expired", tone: "warning" },
  revoked: { label: "Revoked", tone: "neutral" },
};

export function KeyStatusBadge({ status }: { status: KeyStatus }) {
  const { label, tone } = looks[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {label}
    </Badge>
  );
}
