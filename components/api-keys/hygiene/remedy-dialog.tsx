"use client";

import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { isConflict } from "#components/api-keys/detail/conflict.ts";
import { FormDialog } from "#components/dialogs/form-dialog.tsx";
import type { DialogProps } from "#components/dialogs/lazy-dialog.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import type { HygieneRow, KeyPolicy } from "#lib/api-keys/schema.ts";

export interface RemedyDialogProps extends DialogProps {
  /** The list's row, which is read again after a conflict. */
  row: HygieneRow;
  policy: KeyPolicy;
  /** Called with a sentence that describes the change. */
  onDone: (sentence: string) => void;
}

interface RemedyFormProps<Values extends FieldValues, Body>
  extends Omit<RemedyDialogProps, "onDone" | "policy"> {
  title: string;
  /** A sentence about the key's state, or the meaning of the change. */
  about: string;
  submitLabel: string;
  form: UseFormReturn<Values, unknown, Body>;
  onSubmit: (body: Body) => Promise<unknown>;
  children: ReactNode;
}

/** Dialog for one change of one key. */
export function RemedyDialog<Values extends FieldValues, Body>({
  row,
  about,
  ...dialog
}: RemedyFormProps<Values, Body>) {
  return (
    <FormDialog
      {...dialog}
      description={
        <>
          For <bdi className="font-medium text-text">{row.apiKey.description}</bdi> in{" "}
          <bdi className="font-medium text-text">{withFullStop(row.applicationName)}</bdi> {about}
        </>
      }
      explain={(failure) =>
        // The dialog then shows the key's current state.
        isConflict(failure)
          ? `${withFullStop(failure.message)} Check the key's current state, then save again.`
          : null
      }
    />
  );
}
