import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { ApiError } from "#lib/api-client.ts";

/** Puts what the server said beside the fields that it named, and the rest above the form. */
export function showFailure<T extends FieldValues>(
  setError: UseFormSetError<T>,
  fields: readonly FieldPath<T>[],
  failure: unknown,
): void {
  const details = failure instanceof ApiError ? failure.details : [];
  const ours = fields.flatMap((field) => {
    const detail = details.find((each) => each.field === field);
    return detail ? [{ field, message: detail.message }] : [];
  });
  for (const [index, { field, message }] of ours.entries()) {
    setError(field, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (ours.length < Math.max(details.length, 1)) {
    setError("root", { type: "server", message: messageOf(failure) });
  }
}

export function messageOf(failure: unknown): string {
  return failure instanceof ApiError ? failure.message : "Something went wrong. Please try again.";
}
