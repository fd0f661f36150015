import type { Metadata } from "next";
import { PasswordSection } from "#components/accounts/password-section.tsx";
import { DemandedNotice } from "#components/accounts/second-factor/demanded-notice.tsx";
import { SecondFactorSection } from "#components/accounts/second-factor/second-factor-section.tsx";
import { SessionList } from "#components/accounts/session-list.tsx";
import { ConnectedAccounts } from "#components/identities/connected-accounts.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { paths } from "#lib/paths.ts";
import { listOfferedProviders, listOwnIdentities } from "#lib/portal/identity.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { getSecondFactor } from "#lib/second-factor/get.ts";

export const metadata: Metadata = { title: "Account settings" };

export default async function AccountPage() {
  const ctx = await requirePortal(paths.account);
  const { caller, merchantName, session } = ctx;
  const factor = await getSecondFactor(ctx);
  const { data: sessions } = await listSessions(ctx);
  const identities = await listOwnIdentities(ctx);
  const renderedAt = Date.now();
  return (
    <>
      <PageHeader title="Account settings" description={`Signed in as ${caller.email}`} />
      {session.lacksSecondFactor && <DemandedNotice merchantName={merchantName} />}
      <div className="flex flex-col gap-6">
        <SecondFactorSection rendered={factor} renderedAt={renderedAt} email={caller.email} />
        <PasswordSection email={caller.email} hasPassword={factor.hasPassword} />
        <ConnectedAccounts
          providers={listOfferedProviders()}
          identities={identities}
          renderedAt={renderedAt}
        />
        <SessionList sessions={sessions} renderedAt={renderedAt} />
      </div>
    </>
  );
}
