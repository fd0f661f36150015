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
        description="What your company is called, and what it demands of its people and keys."
      />
      <div className="flex flex-col gap-6">
        {!mayWrite && (
          <Notice tone="info">
            As {withArticle(merchant.role)} you can look. To change something, ask an admin or owner
            of {merchant.name}.
          </Notice>
        )}
        <CompanyFacts merchant={merchant} isComplete={!mayWrite} />
        {mayWrite && (
          <>
            <Section title="Name">
              <CompanyNameForm name={merchant.name} />
            </Section>
            <Section title="Rules">
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
                Only an owner can transfer the ownership or close the company.
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
        description="Give the company to somebody else and stay as an admin. To have several owners, change roles on the team page instead."
      >
        {heirs.length > 0 ? (
          <TransferOwnership
            key={heirs.map(({ userId }) => userId).join()}
            heirs={heirs.map(({ userId, email }) => ({ userId, email }))}
          />
        ) : (
          <p className="text-muted text-sm leading-6">
            There is nobody yet to give it to: invite them on the team page first.
          </p>
        )}
      </Section>
      <Section
        title="Close this company"
        description="Its people lose their access at once and for good. Delete its applications first. What was done stays on record with the operator."
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
