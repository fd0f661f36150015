import { Notice } from "#components/ui/notice.tsx";

/** What becomes of an account whose address nobody has confirmed, before its owner sets a password. */
export function TakeoverNotice() {
  return (
    <Notice tone="warning" className="mb-3">
      Nobody has confirmed this address yet, so somebody else may have set this account up. Your new
      password ends all sign-ins, API tokens, second factors, passkeys and linked accounts, and
      revokes the company's API keys. You can restore keys for an hour.
    </Notice>
  );
}
