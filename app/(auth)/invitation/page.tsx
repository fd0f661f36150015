import type { Metadata } from "next";
import { InvitationCard } from "#components/invitations/invitation-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { findPortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage() {
  const ctx = await findPortal();
  return (
    <Card>
      <InvitationCard signedInAs={ctx?.caller.email ?? null} />
    </Card>
  );
}
