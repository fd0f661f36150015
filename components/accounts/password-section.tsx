import { ChangePasswordForm } from "#components/accounts/change-password-form.tsx";
import { Card } from "#components/ui/card.tsx";

interface PasswordSectionProps {
  email: string;
  hasPassword: boolean;
}

export function PasswordSection({ email, hasPassword }: PasswordSectionProps) {
  return (
    <Card>
      <h2 className="font-semibold text-base tracking-tight">Password</h2>
      <p className="mt-1 mb-6 text-muted text-sm leading-6">
        {hasPassword
          ? "Changing it signs you out everywhere else."
          : "You don't have a password yet. Set one to sign in without your identity provider. This signs you out everywhere else."}
      </p>
      <ChangePasswordForm email={email} hasPassword={hasPassword} />
    </Card>
  );
}
