import type { z } from "zod";
import { AppError, type ErrorDetail } from "#lib/errors.ts";
import { redactSecrets } from "#lib/text.ts";

/** The value as the schema takes it. Throws `bad_request` that names every field at fault. */
export function check<T>(schema: z.ZodType<T>, value: unknown, whole: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badRequest(result.error.issues.flatMap((issue) => toDetails(issue, whole)));
}

function toDetails(issue: z.core.$ZodIssue, whole: string): ErrorDetail[] {
  if (issue.code === "unrecognized_keys") {
    // Names of the caller's own, unlike those of our fields.
    return issue.keys.map((key) => ({
      field: [...issue.path, redactSecrets(key)].join("."),
      message: "Unknown field",
    }));
  }
  if (issue.path.length === 0) {
    const isList = issue.code === "invalid_type" && issue.expected === "array";
    return [{ field: whole, message: `The ${whole} must be ${isList ? "a list" : "an object"}` }];
  }
  return [{ field: issue.path.join("."), message: issue.message }];
}

export function badRequest(details: ErrorDetail[]): AppError {
  return new AppError("bad_request", undefined, { details });
}
