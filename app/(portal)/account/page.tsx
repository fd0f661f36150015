import type { Metadata } from "next";
import { ChangePasswordForm } from "#components/accounts/change-password-form.tsx";
import { SessionList } from "#components/accounts/session-list.tsx";
import { ConnectedAccounts } from "#components/identities/connected-accounts.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { requirePortal } from "#lib/auth/portal.ts";
import { listOfferedProviders, listOwnIdentities } from "#lib/auth/portal-identity.ts";
import { paths } from "#lib/paths.ts";

export const metadata: Metadata = { title: "Account settings" };

export default async function AccountPage() {
  const ctx = await requirePortal(paths.account);
  const { caller } = ctx;
  const { data: sessions } = await listSessions(ctx);
  const identities = await listOwnIdentities(ctx);
  return (
    <>
      <PageHeader title="Account settings" description={`Signed in as ${caller.email}`} />
      <div className="flex flex-col gap-6">
        <Card>
          <h2 className="font-semibold text-base tracking-tight">Password</h2>
          <p className="mt-1 mb-6 text-muted text-sm leading-6">
            Changing it signs you out everywhere else.
          </p>
          <ChangePasswordForm email={caller.email} />
        </Card>
        <ConnectedAccounts
          providers={listOfferedProviders()}
          identities={identities}
          renderedAt={Date.now()}
        />
        <SessionList sessions={sessions} renderedAt={Date.now()} />
      </div>
    </>
  );
}
