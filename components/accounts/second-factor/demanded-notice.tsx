import { Notice } from "#components/ui/notice.tsx";

/** Explains why only this page is accessible. */
export function DemandedNotice({ merchantName }: { merchantName: string }) {
  return (
    <Notice tone="warning" className="mb-6">
      <p>
        <bdi className="font-medium">{merchantName}</bdi> requires two-factor authentication. Add a
        passkey or an authenticator app to continue.
      </p>
    </Notice>
  );
}
