import { AppError, findErrorCode } from "#lib/errors.ts";

const uniqueViolation = "23505";

/** Returns the name of the constraint that an error of the driver names. */
function findConstraint(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("constraint_name" in error) return String(error.constraint_name);
  return findConstraint(error.cause);
}

/** Throws `conflict` for an error of a statement that gave something an external id in use. */
export function refuseTakenExternalId(error: unknown): never {
  const isTaken =
    findErrorCode(error) === uniqueViolation && findConstraint(error).endsWith("_external_id");
  if (!isTaken) throw error;
  throw new AppError("conflict", "This external id is already in use");
}
