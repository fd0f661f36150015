import type { Metadata } from "next";
import { ResetPassword } from "#components/accounts/reset-password.tsx";

export const metadata: Metadata = { title: "Reset your password" };

export default function ResetPasswordPage() {
  return <ResetPassword />;
}
