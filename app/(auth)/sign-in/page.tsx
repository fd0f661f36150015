import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/accounts/sign-in-form.tsx";
import { arrivalText } from "#components/identities/arrival-texts.ts";
import { ProviderButtons } from "#components/identities/provider-buttons.tsx";
import { Link } from "#components/navigation/link.tsx";
import { toReturnPath } from "#components/sessions/return-path.ts";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { paths } from "#lib/paths.ts";
import { findPendingIdentity, listOfferedProviders } from "#lib/portal/identity.ts";
import { explainEndedSession, findPortal } from "#lib/portal/session.ts";
import type { SessionEnd } from "#lib/sessions/explain-end.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{
    callbackUrl?: string | string[];
    error?: string | string[];
    ended?: string;
  }>;
}

const endTexts: Record<SessionEnd, string> = {
  idle: "You were signed out because you weren't active for a while.",
  expired: "You were signed out because you signed in a long time ago.",
  ended: "Your session has ended.",
};

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error, ended } = await searchParams;
  const returnPath = toReturnPath(callbackUrl);
  if (await findPortal()) {
    redirect(error === undefined ? returnPath : `${paths.linkIdentity}?outcome=failed`);
  }
  const failure = arrivalText(error);
  const end = failure ? null : await explainEndedSession(ended !== undefined);
  const pending = returnPath === paths.linkIdentity ? await findPendingIdentity() : null;
  return (
    <>
      <Card>
        <h1 className="mb-5 font-semibold text-xl tracking-tight">Sign in</h1>
        {failure && (
          <Notice tone="danger" role="alert" className="mb-5">
            {failure}
          </Notice>
        )}
        {end && (
          <Notice tone="info" role="status" className="mb-5">
            {endTexts[end]} Sign in to continue where you were.
          </Notice>
        )}
        {pending?.email && (
          <Notice tone="info" className="mb-5">
            An account with <bdi className="wrap-anywhere font-medium">{pending.email}</bdi> already
            exists. Sign in to link {pending.providerName} to it.
          </Notice>
        )}
        <ProviderButtons
          providers={listOfferedProviders().filter(({ id }) => id !== pending?.provider)}
          returnPath={returnPath}
        />
        <SignInForm returnPath={returnPath} />
      </Card>
      <p className="mt-6 text-center text-muted text-sm">
        Don't have an account?{" "}
        <Link
          prefetch="page"
          href={paths.signUp}
          className="rounded font-medium text-accent-text underline underline-offset-4"
        >
          Create an account
        </Link>
      </p>
    </>
  );
}
