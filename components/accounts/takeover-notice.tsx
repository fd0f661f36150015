import { Notice } from "#components/ui/notice.tsx";

/** Explains what happens to an unverified account when the email's owner sets a password. */
export function TakeoverNotice() {
  return (
    <Notice tone="warning" className="mb-3">
      Nobody has confirmed this address yet, so somebody else may have set this account up. Your new
      password ends all sign-ins, API tokens, second factors, passkeys and linked accounts, and
      revokes the company's API keys. You can restore keys for an hour.
    </Notice>
  );
}
