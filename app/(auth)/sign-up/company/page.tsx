import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CompanyForm } from "#components/identities/company-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import { findPendingIdentity } from "#lib/portal/identity.ts";
import { findPortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpCompanyPage() {
  if (await findPortal()) redirect(paths.applications);
  const pending = await findPendingIdentity();
  if (!pending?.email || pending.linkFor !== null) redirect(paths.signUp);
  return (
    <Card>
      <h1 className="mb-2 font-semibold text-xl tracking-tight">One last step</h1>
      <p className="mb-5 text-pretty text-muted text-sm leading-6">
        {pending.providerName} confirmed your email address,{" "}
        <bdi className="wrap-anywhere font-medium text-text">{pending.email}</bdi>. To create your
        account, enter your company's name.
      </p>
      <CompanyForm />
    </Card>
  );
}
