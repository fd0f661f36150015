import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { showFailure } from "#components/submit-failure.ts";
import { ApiError } from "#lib/api-client.ts";

/** As `showFailure`; after a conflict the dialog goes by the key as it stands now. */
export function showRemedyFailure<T extends FieldValues>(
  setError: UseFormSetError<T>,
  field: FieldPath<T>,
  failure: unknown,
): void {
  if (failure instanceof ApiError && failure.status === 409) {
    const message = `${failure.message}. Look at how the key stands now, then save again.`;
    setError("root", { type: "server", message });
  } else {
    showFailure(setError, [field], failure);
  }
}
