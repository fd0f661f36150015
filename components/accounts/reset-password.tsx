"use client";

import { RequestResetForm } from "#components/accounts/request-reset-form.tsx";
import { SetPasswordForm } from "#components/accounts/set-password-form.tsx";
import { useAddressFragment } from "#components/hooks/address-fragment.ts";
import { Link } from "#components/navigation/link.tsx";
import { paths } from "#lib/paths.ts";

/** Asks for the email, or with the token of an emailed link for the new password. */
export function ResetPassword() {
  const token = useAddressFragment();
  return (
    <>
      {token ? (
        <SetPasswordForm token={token} />
      ) : (
        <RequestResetForm isReady={token !== undefined} />
      )}
      <p className="mt-6 text-center text-sm">
        <Link
          href={paths.signIn}
          className="rounded font-medium text-accent-text underline underline-offset-4"
        >
          Back to sign in
        </Link>
      </p>
    </>
  );
}
