import { Notice } from "#components/ui/notice.tsx";

/** Why nothing but this page can be opened. */
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
