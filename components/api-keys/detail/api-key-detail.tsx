"use client";

import { Pencil, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import { ApiKeyFacts } from "#components/api-keys/detail/api-key-facts.tsx";
import { ApiKeyHeader } from "#components/api-keys/detail/api-key-header.tsx";
import { ApiKeyHistory } from "#components/api-keys/detail/api-key-history.tsx";
import { RevokedNotice } from "#components/api-keys/detail/revoked-notice.tsx";
import { useApiKey } from "#components/api-keys/key-queries.ts";
import { canCreateKeyWith, describeCreators } from "#components/api-keys/key-reach.ts";
import { RevokeApiKeyDialog } from "#components/api-keys/revocation/lazy-dialogs.ts";
import { RotationPanel } from "#components/api-keys/rotation/rotation-panel.tsx";
import { describeUse } from "#components/api-keys/rotation/rotation-use.ts";
import { UsageChart } from "#components/api-keys/usage/usage-chart.tsx";
import { lazyDialog, prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import type { ApiKey, KeyPolicy, Rotation } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";

const EditApiKeyDialog = lazyDialog(
  () => import("#components/api-keys/detail/edit-api-key-dialog.tsx"),
  "EditApiKeyDialog",
);
const RotateApiKeyDialog = lazyDialog(
  () => import("#components/api-keys/rotation/rotate-api-key-dialog.tsx"),
  "RotateApiKeyDialog",
);
const FinishRotationDialog = lazyDialog(
  () => import("#components/api-keys/rotation/finish-rotation-dialog.tsx"),
  "FinishRotationDialog",
);
const CancelRotationDialog = lazyDialog(
  () => import("#components/api-keys/rotation/cancel-rotation-dialog.tsx"),
  "CancelRotationDialog",
);

interface ApiKeyDetailProps {
  application: Application;
  apiKey: ApiKey;
  renderedAt: number;
  policy: KeyPolicy;
  merchantName: string;
}

type OpenDialog =
  | { name: "edit" | "rotate" | "revoke" }
  | { name: "finish" | "cancel"; rotation: Rotation };

/** One key's details, with the available actions. */
export function ApiKeyDetail({
  application,
  apiKey: rendered,
  renderedAt,
  policy,
  merchantName,
}: ApiKeyDetailProps) {
  const query = useApiKey(rendered, renderedAt);
  const apiKey = query.data;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [said, setSaid] = useState("");
  const [finality, setFinality] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const mayWrite = getPermissions(policy.role).includes("api-keys:write");
  const mayDecide = canCreateKeyWith(apiKey.scopes, policy);
  const { description, status } = apiKey;
  const rotation = status === "rotating" ? apiKey.rotation : null;

  const onClose = () => setDialog(null);

  return (
    <>
      <ApiKeyHeader
        apiKey={apiKey}
        application={application}
        heading={heading}
        actions={
          mayWrite &&
          status !== "revoked" && (
            <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
              <Button
                variant="secondary"
                pending={isSaving}
                {...prefetchOnApproach(EditApiKeyDialog)}
                onClick={() => setDialog({ name: "edit" })}
              >
                <Pencil aria-hidden />
                Edit
              </Button>
              {status === "active" && mayDecide && (
                <Button
                  variant="secondary"
                  disabled={isSaving}
                  {...prefetchOnApproach(RotateApiKeyDialog)}
                  onClick={() => setDialog({ name: "rotate" })}
                >
                  <RefreshCw aria-hidden />
                  Rotate
                </Button>
              )}
              <Button
                variant="secondary"
                disabled={isSaving}
                {...prefetchOnApproach(RevokeApiKeyDialog)}
                onClick={() => setDialog({ name: "revoke" })}
                className="text-danger-text hover:bg-danger-soft"
              >
                Revoke
              </Button>
            </div>
          )
        }
      />
      <div className="mb-8 flex flex-col gap-3 empty:hidden">
        {query.error && (
          <Notice tone="danger" role="alert">
            {describeFailure(query.error)}
          </Notice>
        )}
        {!mayWrite && (
          <Notice tone="info">
            As a {policy.role} you can view this key. To edit, rotate, or revoke it, ask a
            developer, admin, or owner of {withFullStop(merchantName)}
          </Notice>
        )}
        {mayWrite && !mayDecide && (
          <Notice tone="info">
            Only {describeCreators(apiKey.scopes, policy)} can create a key with these scopes. You
            can edit its description, restrict it, or revoke it. To rotate it, restore it, or widen
            its access, ask one of them at {withFullStop(merchantName)}
          </Notice>
        )}
        {status === "revoked" && (
          <RevokedNotice
            finality={finality}
            apiKey={apiKey}
            mayRestore={mayDecide}
            onRestored={() => {
              setSaid(`${description} restored`);
              heading.current?.focus();
            }}
          />
        )}
        {status === "expired" && (
          <Notice tone="warning">
            This key has expired, and all calls with it are refused. To use it again, set a later
            expiry.
          </Notice>
        )}
      </div>
      {rotation && (
        <RotationPanel
          rotation={rotation}
          actions={
            mayDecide && (
              <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
                <Button
                  variant="secondary"
                  disabled={isSaving}
                  {...prefetchOnApproach(CancelRotationDialog)}
                  onClick={() => setDialog({ name: "cancel", rotation })}
                >
                  Cancel rotation
                </Button>
                <Button
                  variant={isSafeToFinish(rotation) ? "primary" : "secondary"}
                  disabled={isSaving}
                  {...prefetchOnApproach(FinishRotationDialog)}
                  onClick={() => setDialog({ name: "finish", rotation })}
                >
                  Finish now
                </Button>
              </div>
            )
          }
        />
      )}
      <div className="flex flex-col gap-10">
        <ApiKeyFacts apiKey={apiKey} catalogue={policy.scopes} />
        <UsageChart applicationId={apiKey.applicationId} keyId={apiKey.id} />
        <ApiKeyHistory apiKey={apiKey} role={policy.role} />
      </div>
      {dialog?.name === "edit" && (
        <EditApiKeyDialog
          onClose={onClose}
          apiKey={apiKey}
          policy={policy}
          isSaving={isSaving}
          onSavingChange={setSaving}
          onSaved={() => setSaid("Changes saved")}
        />
      )}
      {dialog?.name === "rotate" && (
        <RotateApiKeyDialog onClose={onClose} apiKey={apiKey} application={application} />
      )}
      {dialog?.name === "revoke" && (
        <RevokeApiKeyDialog
          onClose={onClose}
          apiKey={apiKey}
          onRevoked={(_, finality) => {
            setFinality(finality);
            setSaid([`${description} revoked`, finality].filter(Boolean).join(". "));
          }}
        />
      )}
      {dialog?.name === "finish" && (
        <FinishRotationDialog
          onClose={onClose}
          apiKey={apiKey}
          rotation={rotation ?? dialog.rotation}
          onFinished={() => setSaid("Rotation finished. Only the new secret works now.")}
        />
      )}
      {dialog?.name === "cancel" && (
        <CancelRotationDialog
          onClose={onClose}
          apiKey={apiKey}
          rotation={rotation ?? dialog.rotation}
          onCancelled={() => setSaid("Rotation canceled. Only the previous secret works now.")}
        />
      )}
      <LiveRegion>{said}</LiveRegion>
    </>
  );
}

function isSafeToFinish(rotation: Rotation): boolean {
  const { isPreviousUsed, isNextUsed } = describeUse(rotation);
  return isNextUsed && !isPreviousUsed;
}
