import type { ReactNode } from "react";
import { BrandFooter } from "#app/brand-footer.tsx";
import { UnverifiedNotice } from "#components/accounts/unverified-notice.tsx";
import { LoadingState } from "#components/navigation/loading-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageSkeleton } from "#components/ui/page-skeleton.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import { listOwnMemberships } from "#lib/members/list-own.ts";
import { requirePortalForDocument } from "#lib/portal/session.ts";
import { formatRelease, getRelease } from "#lib/release.ts";
import { Content } from "./content.tsx";
import { PortalProviders } from "./portal-providers.tsx";
import { TopBar } from "./top-bar.tsx";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await requirePortalForDocument();
  if (!ctx) return children;
  const { merchantId, merchantName, isSuspended, caller, config, session } = ctx;
  const companies = await listOwnMemberships(ctx);
  return (
    // Cached data of one company must not be shown for another.
    <PortalProviders key={merchantId} merchantId={merchantId} userId={caller.userId}>
      <a
        href="#content"
        className="sr-only rounded-lg bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      <TopBar
        productName={config.productName}
        merchantName={merchantName}
        email={caller.email}
        role={caller.role}
        companies={companies}
        isConfined={session.lacksSecondFactor}
      />
      <Content>
        {!caller.isEmailVerified && <UnverifiedNotice email={caller.email} />}
        {isSuspended && (
          <Notice tone="warning" className="mb-8">
            {merchantName} is suspended. All calls with its API keys are refused. You can still view
            everything, restrict keys, and revoke them. To lift the suspension, contact the operator
            of {withFullStop(config.productName)}
          </Notice>
        )}
        <LoadingState fallback={<PageSkeleton />}>{children}</LoadingState>
      </Content>
      <footer className="mx-auto flex w-full max-w-5xl flex-wrap items-center gap-x-5 gap-y-1 px-4 pb-8 text-muted text-xs sm:px-6">
        <span>
          {config.productName} {formatRelease(getRelease())}
        </span>
        <BrandFooter />
      </footer>
    </PortalProviders>
  );
}
