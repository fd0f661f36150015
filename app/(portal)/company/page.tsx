import type { Metadata } from "next";
import type { ReactNode } from "react";
import { withArticle } from "#components/members/role-words.ts";
import { CloseCompany } from "#components/merchants/close-company.tsx";
import { CompanyFacts } from "#components/merchants/company-facts.tsx";
import { CompanyNameForm } from "#components/merchants/company-name-form.tsx";
import { PolicyForm } from "#components/merchants/policy-form.tsx";
import { TransferOwnership } from "#components/merchants/transfer-ownership.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import type { MerchantContext } from "#lib/context.ts";
import { listMembers } from "#lib/members/list.ts";
import { getMerchant } from "#lib/merchants/get.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { listOfferedProviders } from "#lib/portal/identity.ts";
import { requirePortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Company settings" };

export default async function CompanyPage() {
  const ctx = await requirePortal(paths.company);
  const merchant = await getMerchant(ctx);
  const permissions = getPermissions(merchant.role);
  const mayWrite = permissions.includes("merchant:write");
  return (
    <>
      <PageHeader
        title="Company settings"
        description="Manage your company's name and security policy."
      />
      <div className="flex flex-col gap-6">
        {!mayWrite && (
          <Notice tone="info">
            As {withArticle(merchant.role)} you can view these settings. To change them, ask an
            admin or owner of {withFullStop(merchant.name)}
          </Notice>
        )}
        <CompanyFacts merchant={merchant} isComplete={!mayWrite} />
        {mayWrite && (
          <>
            <Section title="Name">
              <CompanyNameForm name={merchant.name} />
            </Section>
            <Section title="Security policy">
              <PolicyForm
                policy={merchant.policy}
                operatorLimitDays={ctx.config.policies.longestLifeOfLiveKeysDays}
                hasSingleSignOn={listOfferedProviders().length > 0}
              />
            </Section>
            {permissions.includes("owners:write") ? (
              <OwnersSections ctx={ctx} />
            ) : (
              <p className="text-muted text-sm leading-6">
                Only owners can transfer ownership or close the company.
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}

async function OwnersSections({ ctx }: { ctx: MerchantContext }) {
  const { data: members } = await listMembers(ctx, { limit: 100 });
  const heirs = members.filter(({ role }) => role !== "owner");
  return (
    <>
      <Section
        title="Ownership"
        description="Make another member the owner and become an admin yourself. To have several owners, change roles on the Team page instead."
      >
        {heirs.length > 0 ? (
          <TransferOwnership
            key={heirs.map(({ userId }) => userId).join()}
            heirs={heirs.map(({ userId, email }) => ({ userId, email }))}
          />
        ) : (
          <p className="text-muted text-sm leading-6">
            You're the only member. Invite someone on the Team page first.
          </p>
        )}
      </Section>
      <Section
        title="Close this company"
        description="All members lose access immediately and permanently. Delete the applications first. The operator keeps the audit log."
      >
        <CloseCompany merchantName={ctx.merchantName} />
      </Section>
    </>
  );
}

interface SectionProps {
  title: string;
  description?: string;
  children: ReactNode;
}

function Section({ title, description, children }: SectionProps) {
  return (
    <Card>
      <section aria-label={title}>
        <h2 className="font-semibold text-base tracking-tight">{title}</h2>
        {description && (
          <p className="mt-1 max-w-prose text-muted text-sm leading-6">{description}</p>
        )}
        <div className="mt-5">{children}</div>
      </section>
    </Card>
  );
}
