import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { ApiError } from "#lib/api-client.ts";

/** Puts what the server said beside the fields that it named, or whose entries, and the rest above. */
export function showFailure<T extends FieldValues>(
  setError: UseFormSetError<T>,
  fields: readonly FieldPath<T>[],
  failure: unknown,
): void {
  const details = failure instanceof ApiError ? failure.details : [];
  const ours = details.filter(({ field }) =>
    fields.some((each) => field === each || field.startsWith(`${each}.`)),
  );
  for (const [index, { field, message }] of ours.entries()) {
    setError(field as FieldPath<T>, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (ours.length < Math.max(details.length, 1)) {
    setError("root", { type: "server", message: messageOf(failure) });
  }
}

export function messageOf(failure: unknown): string {
  return failure instanceof ApiError ? failure.message : "Something went wrong. Please try again.";
}
