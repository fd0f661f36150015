import { Notice } from "#components/ui/notice.tsx";

/** Explains why only this page is accessible. */
export function DemandedNotice({ merchantName }: { merchantName: string }) {
  return (
    <Notice tone="warning" className="mb-6">
      <p>
        <bdi className="font-medium">{merchantName}</bdi> demands a second factor from everyone. Add
        a passkey or an authenticator app below, and everything else opens again.
      </p>
    </Notice>
  );
}
