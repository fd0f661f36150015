"use client";

import type { ReactNode } from "react";
import { useRemainingApplications } from "#components/applications/queries.ts";
import { ConfirmByNameDialog } from "#components/dialogs/confirm-by-name-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { useCloseMerchant } from "#components/merchants/queries.ts";
import { Link } from "#components/navigation/link.tsx";
import { leaveFor } from "#components/sessions/session.ts";
import { describeFailure } from "#components/submit-failure.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { Application } from "#lib/applications/schema.ts";
import { paths } from "#lib/paths.ts";
import type { Page } from "#lib/schema.ts";

interface CloseCompanyDialogProps extends DialogProps {
  merchantName: string;
}

/** Closes the company, once its applications are deleted. */
export function CloseCompanyDialog({ merchantName, ...dialog }: CloseCompanyDialogProps) {
  const close = useCloseMerchant();
  const { data, error } = useRemainingApplications();

  let obstacle: ReactNode = data && null;
  if (error) obstacle = <Notice tone="danger">{describeFailure(error)}</Notice>;
  else if (data && data.data.length > 0) obstacle = <RemainingApplications page={data} />;

  return (
    <ConfirmByNameDialog
      {...dialog}
      title="Close this company?"
      description="All members are signed out immediately and lose access. This can't be undone."
      obstacle={obstacle}
      noun="company"
      name={merchantName}
      submitLabel="Close company"
      onConfirm={async () => {
        await close.mutateAsync();
        await leaveFor(paths.signIn);
      }}
      isBusy={close.isSuccess}
    />
  );
}

function RemainingApplications({ page: { data, nextCursor } }: { page: Page<Application> }) {
  return (
    <Notice tone="warning">
      <p>This company still has applications. Delete them first:</p>
      <ul className="mt-2 flex flex-col gap-1">
        {data.map(({ id, name, activeKeys }) => (
          <li key={id} className="wrap-anywhere">
            <Link
              href={paths.application(id)}
              className="rounded font-medium underline underline-offset-2"
            >
              <bdi>{name}</bdi>
            </Link>
            {activeKeys > 0 && ` (${activeKeys} active API ${activeKeys === 1 ? "key" : "keys"})`}
          </li>
        ))}
        {nextCursor && (
          <li>
            <Link
              href={paths.applications}
              className="rounded font-medium underline underline-offset-2"
            >
              All applications
            </Link>
          </li>
        )}
      </ul>
    </Notice>
  );
}
