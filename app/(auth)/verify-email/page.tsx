import type { Metadata } from "next";
import { VerifyEmail } from "#components/accounts/verify-email.tsx";
import { findPortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Confirm your email address" };

export default async function VerifyEmailPage() {
  const ctx = await findPortal();
  return <VerifyEmail signedInAs={ctx?.caller.email ?? null} />;
}
