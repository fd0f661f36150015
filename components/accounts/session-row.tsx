import { Globe, SquareTerminal } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { AccountSession } from "#lib/accounts/schema.ts";
import { getClientName } from "#lib/client-name.ts";

interface SessionRowProps {
  session: AccountSession;
  /** True if the reader belongs to several companies. */
  isMerchantShown: boolean;
  isEnding: boolean;
  onEnd: () => void;
}

export function SessionRow({ session, isMerchantShown, isEnding, onEnd }: SessionRowProps) {
  const { kind, userAgent, isCurrent, merchantName, lastSeenAt, createdAt } = session;
  const Icon = kind === "portal" ? Globe : SquareTerminal;
  const device = (userAgent && getClientName(userAgent)) || "Unknown device";
  const address = session.lastSeenAddress ?? session.address;
  return (
    <li className="flex items-start gap-3 py-4 last:pb-0">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 text-sm leading-6">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <bdi title={userAgent ?? undefined} className="wrap-anywhere font-medium">
            {device}
          </bdi>
          {isCurrent && <Badge tone="success">This browser</Badge>}
          {kind === "token" && <Badge>Access token</Badge>}
        </p>
        <p className="wrap-anywhere text-[0.8125rem] text-muted leading-5">
          {isMerchantShown && (
            <>
              <bdi>{merchantName}</bdi> ·{" "}
            </>
          )}
          {address && (
            <>
              <IpAddress>{address}</IpAddress> ·{" "}
            </>
          )}
          last seen <Moment at={lastSeenAt} relative /> · signed in <Moment at={createdAt} />
        </p>
      </div>
      {!isCurrent && (
        <Button
          variant="secondary"
          size="small"
          aria-label={`End ${device}`}
          pending={isEnding}
          onClick={onEnd}
        >
          End
        </Button>
      )}
    </li>
  );
}
