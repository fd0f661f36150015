import { describeFailure } from "#components/submit-failure.ts";
import { ApiError } from "#lib/api-client.ts";

export function isConflict(failure: unknown): failure is ApiError {
  return failure instanceof ApiError && failure.status === 409;
}

/** Explains an error, including a conflict between two people editing one key. */
export function explainFailure(failure: unknown): string {
  if (!isConflict(failure)) return describeFailure(failure);
  return `${failure.message}. Somebody else was faster: close this to see how the key stands now.`;
}
