"use client";

import { Check, CircleAlert } from "lucide-react";
import { useState } from "react";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import {
  type Outcome,
  useBulkRevocation,
} from "#components/api-keys/revocation/bulk-revocation.ts";
import { RevocationDialog } from "#components/api-keys/revocation/revocation-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useUnloadWarning } from "#components/hooks/unload-warning.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogFrame } from "#components/ui/dialog.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import type { ApiKey } from "#lib/api-keys/schema.ts";

const namedAtFirst = 5;

/** A scrollable area must be reachable by keyboard. */
const scrollable = { tabIndex: 0 };

interface BulkRevokeDialogProps extends DialogProps {
  applicationId: string;
  /** The keys selected when the dialog opened; at least one. */
  keys: readonly ApiKey[];
}

export function BulkRevokeDialog({ applicationId, keys, ...dialog }: BulkRevokeDialogProps) {
  const bulk = useBulkRevocation(applicationId, keys);
  const [reason, setReason] = useState<string | undefined>();
  const [isBegun, setBegun] = useState(false);
  const what = countKeys(keys.length);

  useUnloadWarning(bulk.isRunning);

  if (isBegun) {
    return (
      <DialogFrame
        isAlert
        title={describeProgress(bulk, keys.length)}
        description="Keys already revoked stay revoked."
        onDismiss={() => !bulk.isRunning && dialog.onClose()}
        returnFocus={dialog.returnFocus}
      >
        <BulkProgress
          bulk={bulk}
          keys={keys}
          onGoOn={() => void bulk.run(reason)}
          onClose={dialog.onClose}
        />
      </DialogFrame>
    );
  }
  return (
    <RevocationDialog
      {...dialog}
      title={`Revoke ${what}?`}
      description="All calls with these keys are refused immediately. Make sure that nothing uses them anymore."
      submitLabel={`Revoke ${what}`}
      cancelLabel="Keep keys"
      leakLabel="These keys were leaked"
      undoHint={`You can undo each revocation for ${restoreWithinMinutes} minutes, on the key's page.`}
      onRevoke={async (revocation) => {
        setReason(revocation.reason);
        setBegun(true);
        void bulk.run(revocation.reason);
      }}
    >
      <ul className="flex flex-col divide-y divide-border rounded-lg border border-border bg-sunken px-3.5">
        {keys.slice(0, namedAtFirst).map((apiKey) => (
          <KeyLine key={apiKey.id} apiKey={apiKey} />
        ))}
        {keys.length > namedAtFirst && (
          <li className="py-2 text-muted text-sm">and {keys.length - namedAtFirst} more</li>
        )}
      </ul>
    </RevocationDialog>
  );
}

interface BulkProgressProps {
  bulk: ReturnType<typeof useBulkRevocation>;
  keys: readonly ApiKey[];
  onGoOn: () => void;
  onClose: () => void;
}

function BulkProgress({ bulk, keys, onGoOn, onClose }: BulkProgressProps) {
  const { isRunning, revoked, failed, left } = bulk;
  const [isStopping, setStopping] = useState(false);
  const summary = summarize(bulk);
  // At the end, unfinished keys come first.
  const isDone = (apiKey: ApiKey) => bulk.getOutcome(apiKey).state === "revoked";
  const lines = isRunning
    ? keys
    : [...keys.filter((each) => !isDone(each)), ...keys.filter((each) => isDone(each))];

  function goOn() {
    setStopping(false);
    onGoOn();
  }

  return (
    <>
      <Progress label="Keys revoked" value={revoked + failed} max={keys.length} />
      <p className="mt-2 mb-3 text-sm tabular-nums">{summary}</p>
      <section
        {...scrollable}
        aria-label="Results"
        className="max-h-72 overflow-y-auto overscroll-contain rounded-lg border border-border bg-sunken px-3.5"
      >
        <ul className="flex flex-col divide-y divide-border">
          {lines.map((apiKey) => (
            <KeyLine key={apiKey.id} apiKey={apiKey} outcome={bulk.getOutcome(apiKey)} />
          ))}
        </ul>
      </section>
      <DialogActions>
        {isRunning ? (
          <Button
            variant="secondary"
            pending={isStopping}
            onClick={() => {
              setStopping(true);
              bulk.stop();
            }}
          >
            Stop
          </Button>
        ) : (
          <>
            <Button variant="secondary" onClick={onClose}>
              Close
            </Button>
            {failed + left > 0 && (
              <Button variant="danger" onClick={goOn}>
                {left > 0 ? "Continue with the rest" : "Retry failed keys"}
              </Button>
            )}
          </>
        )}
      </DialogActions>
      <LiveRegion>{isRunning ? "" : summary}</LiveRegion>
    </>
  );
}

function KeyLine({ apiKey, outcome }: { apiKey: ApiKey; outcome?: Outcome }) {
  return (
    <li className="flex items-start justify-between gap-4 py-2">
      <span className="flex min-w-0 flex-col">
        <span className="wrap-anywhere text-sm leading-5">
          <bdi>{apiKey.description}</bdi>
        </span>
        {outcome?.state === "failed" ? (
          <span className="wrap-anywhere text-[0.8125rem] text-danger-text leading-5">
            {outcome.message}
          </span>
        ) : (
          <MaskedKey keyPrefix={apiKey.keyPrefix} />
        )}
      </span>
      {outcome && <OutcomeMark outcome={outcome} />}
    </li>
  );
}

function OutcomeMark({ outcome: { state } }: { outcome: Outcome }) {
  if (state === "waiting") return <span className="text-muted text-xs leading-5">Waiting</span>;
  if (state === "under-way") {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted text-xs leading-5">
        <Spinner className="size-3.5" />
        Revoking
      </span>
    );
  }
  const hasFailed = state === "failed";
  const Icon = hasFailed ? CircleAlert : Check;
  return (
    <span
      className={
        hasFailed
          ? "inline-flex items-center gap-1.5 font-medium text-danger-text text-xs leading-5"
          : "inline-flex items-center gap-1.5 text-success-text text-xs leading-5"
      }
    >
      <Icon aria-hidden className="size-3.5" />
      {hasFailed ? "Failed" : "Revoked"}
    </span>
  );
}

type Counts = Pick<
  BulkProgressProps["bulk"],
  "isRunning" | "revoked" | "failed" | "left" | "finality"
>;

function describeProgress({ isRunning, failed, left }: Counts, total: number): string {
  if (isRunning) return `Revoking ${countKeys(total)}`;
  return failed + left === 0 ? `${countKeys(total)} revoked` : "Some API keys were not revoked";
}

/** "48 revoked, 1 failed, 1 not begun". */
function summarize({ isRunning, revoked, failed, left, finality }: Counts): string {
  const parts = [`${revoked} revoked`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (left > 0) parts.push(isRunning ? `${left} waiting` : `${left} not started`);
  const summary = parts.join(", ");
  return finality && !isRunning ? `${summary}. ${finality}` : summary;
}

function countKeys(count: number): string {
  return count === 1 ? "1 API key" : `${count} API keys`;
}
