import { describeFailure } from "#components/submit-failure.ts";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import { ApiError } from "#lib/api-client.ts";

export function isConflict(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && failure.status === 409;
}

/** Explains an error, including a conflict between two people editing one key. */
export function explainFailure(failure: unknown): string {
  if (!isConflict(failure)) return describeFailure(failure);
  return `${withFullStop(failure.message)} Close this dialog to see the key's current state.`;
}
