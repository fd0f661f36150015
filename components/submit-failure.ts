import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { ApiError } from "#client/src/errors.ts";
import { withFullStop } from "#components/ui/with-full-stop.ts";

/** Shows an error at the fields or entries that the server named, and the rest above the form. */
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
    setError("root", { type: "server", message: describeFailure(failure) });
  }
}

/** Returns whether the server refused the request, so that nothing was changed. */
export function isRefusal(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && failure.status >= 400 && failure.status < 500;
}

/** Returns whether somebody else has what was asked for, such as an email address. */
export function isConflict(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && failure.status === 409;
}

/** Returns the message for a failed request. */
export function describeFailure(failure: unknown): string {
  if (!(failure instanceof ApiError)) return "Something went wrong. Please try again.";
  const { status, message, retryAfterSeconds } = failure;
  return status === 429 && retryAfterSeconds !== undefined
    ? describeThrottling(retryAfterSeconds)
    : withFullStop(message);
}

/** Says when the next attempt may succeed. */
export function describeThrottling(retryAfterSeconds: number): string {
  return `Too many attempts. Try again in ${formatWait(retryAfterSeconds)}.`;
}

function formatWait(seconds: number): string {
  const format = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds < 100) return format(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? format(minutes, "minute") : format(Math.ceil(minutes / 60), "hour");
}
