import { emailSchema } from "#lib/accounts/schema.ts";
import { invalidField } from "#lib/errors.ts";

export const onBehalfOfHeader = "On-Behalf-Of";

/**
 * Reads the email of the operator's person for whom a service calls; null where none is named. It
 * goes into audit logs, as the service says. Throws `bad_request`.
 */
export function readOnBehalfOf(headers: Headers): string | null {
  const value = headers.get(onBehalfOfHeader);
  if (value === null) return null;
  const email = emailSchema.safeParse(value);
  if (email.success) return email.data;
  throw invalidField(onBehalfOfHeader, "Must be the email address of one person");
}
