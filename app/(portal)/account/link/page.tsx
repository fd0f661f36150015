import type { Metadata } from "next";
import { linkOutcomeText } from "#components/identities/arrival-texts.ts";
import { LinkIdentity } from "#components/identities/link-identity.tsx";
import { Link } from "#components/navigation/link.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Card } from "#components/ui/card.tsx";
import { mayLink } from "#lib/identities/link.ts";
import { paths } from "#lib/paths.ts";
import { findPendingIdentity } from "#lib/portal/identity.ts";
import { requirePortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Link an account" };

interface LinkPageProps {
  searchParams: Promise<{ outcome?: string | string[] }>;
}

export default async function LinkPage({ searchParams }: LinkPageProps) {
  const ctx = await requirePortal(paths.linkIdentity);
  const { outcome } = await searchParams;
  const pending = outcome === undefined ? await findPendingIdentity() : null;
  if (pending && mayLink(ctx, pending)) {
    const { providerName, email } = pending;
    return (
      <div className="mx-auto max-w-lg">
        <Card>
          <LinkIdentity
            providerName={providerName}
            providerEmail={email}
            email={ctx.caller.email}
          />
        </Card>
      </div>
    );
  }
  const { title, text } = linkOutcomeText(pending ? "mismatch" : outcome);
  return (
    <div className="mx-auto max-w-lg">
      <Card>
        <h1 className="text-balance font-semibold text-xl tracking-tight">{title}</h1>
        <p className="mt-2 mb-6 text-pretty text-muted text-sm leading-6">{text}</p>
        <Link href={paths.account} className={buttonStyles({ variant: "secondary" })}>
          Account settings
        </Link>
      </Card>
    </div>
  );
}
