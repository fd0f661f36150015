import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ProviderButtons } from "#components/identities/provider-buttons.tsx";
import { SignUpForm } from "#components/merchants/sign-up-form.tsx";
import { Link } from "#components/navigation/link.tsx";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";
import { listOfferedProviders } from "#lib/portal/identity.ts";
import { findPortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  if (await findPortal()) redirect(paths.applications);
  return (
    <>
      <Card>
        <h1 className="mb-5 font-semibold text-xl tracking-tight">Create an account</h1>
        <ProviderButtons providers={listOfferedProviders()} returnPath={paths.applications} />
        <SignUpForm />
      </Card>
      <p className="mt-6 text-center text-muted text-sm">
        Already have an account?{" "}
        <Link
          prefetch="page"
          href={paths.signIn}
          className="rounded font-medium text-accent-text underline underline-offset-4"
        >
          Sign in
        </Link>
      </p>
    </>
  );
}
