import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { toReturnPath } from "#components/accounts/return-path.ts";
import { SignInForm } from "#components/accounts/sign-in-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { findPortal } from "#lib/auth/portal.ts";
import { paths } from "#lib/paths.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnPath = toReturnPath((await searchParams).callbackUrl);
  if (await findPortal()) redirect(returnPath);
  return (
    <>
      <Card>
        <h1 className="mb-5 font-semibold text-xl tracking-tight">Sign in</h1>
        <SignInForm returnPath={returnPath} />
      </Card>
      <p className="mt-6 text-center text-muted text-sm">
        New here?{" "}
        <Link
          href={paths.signUp}
          className="rounded font-medium text-accent-text underline underline-offset-4"
        >
          Create an account
        </Link>
      </p>
    </>
  );
}
