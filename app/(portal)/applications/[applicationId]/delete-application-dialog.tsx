"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { useActiveApiKeys } from "#components/api-keys/queries.ts";
import { BulkRevokeDialog } from "#components/api-keys/revocation/bulk-revoke-dialog.tsx";
import { useApplication, useDeleteApplication } from "#components/applications/queries.ts";
import { ConfirmByNameDialog } from "#components/dialogs/confirm-by-name-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";

interface DeleteApplicationDialogProps extends DialogProps {
  application: Application;
}

/** Deletes an application, once its active keys are revoked. */
export function DeleteApplicationDialog({ application, ...dialog }: DeleteApplicationDialogProps) {
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const { data, error } = useApplication(application.id);
  const remove = useDeleteApplication(application.id);

  let obstacle: ReactNode = data && null;
  if (error) obstacle = <Notice tone="danger">{describeFailure(error)}</Notice>;
  else if (data && data.activeKeys > 0) obstacle = <ActiveKeys application={data} />;

  return (
    <ConfirmByNameDialog
      {...dialog}
      title="Delete this application?"
      description="The application and its keys are removed from your lists. Their history stays in the audit log. This can't be undone."
      obstacle={obstacle}
      noun="application"
      name={application.name}
      submitLabel="Delete application"
      onConfirm={async () => {
        await remove.mutateAsync();
        startLeaving(() => router.replace(paths.applications));
      }}
      isBusy={remove.isSuccess || isLeaving}
    />
  );
}

function ActiveKeys({ application: { id, activeKeys } }: { application: Application }) {
  const { data: keys, error } = useActiveApiKeys(id);
  const [revoking, setRevoking] = useState<readonly ApiKey[] | null>(null);
  const all = activeKeys === 1 ? "1 active API key" : `${activeKeys} active API keys`;
  return (
    <Notice tone="warning">
      <p>
        This application has {all}. Revoke {activeKeys === 1 ? "it" : "them"} first.
      </p>
      {error && <p role="alert">{describeFailure(error)}</p>}
      {keys && keys.length > 0 && (
        <Button variant="danger" size="small" className="mt-2" onClick={() => setRevoking(keys)}>
          {keys.length < activeKeys ? `Revoke ${keys.length} keys` : "Revoke all"}
        </Button>
      )}
      {revoking && (
        <BulkRevokeDialog applicationId={id} keys={revoking} onClose={() => setRevoking(null)} />
      )}
    </Notice>
  );
}
