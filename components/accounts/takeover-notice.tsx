import { Notice } from "#components/ui/notice.tsx";

/** Explains what happens to an unverified account when the email's owner sets a password. */
export function TakeoverNotice() {
  return (
    <Notice tone="warning" className="mb-3">
      This address was never confirmed, so someone else may have set up this account. Setting a new
      password ends all sessions, removes all API tokens, second factors, passkeys, and linked
      accounts, and revokes the company's API keys. You can restore API keys for an hour.
    </Notice>
  );
}
