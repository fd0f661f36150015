import {
  type CreateApiKeyInput,
  type DraftAnswer,
  draftApiKey,
} from "#lib/api-keys/create/draft.ts";
import {
  type AllowedOutcome,
  type InsertOutcome,
  insertApiKeyWith,
  runInsert,
} from "#lib/api-keys/create/insert.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ClaimedContext } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

const insertApiKey = defineStatement<InsertOutcome>("api_key_create", insertApiKeyWith());

/**
 * Makes an API key for an application of the caller's merchant. The answer is the only place that
 * ever holds the full key. Throws `unauthorized`, `forbidden`, `not_found`, `bad_request`, and
 * `conflict` where the application has as many active keys as it may.
 */
export async function createApiKey(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  const draft = draftApiKey(ctx, input);
  const outcome = await runInsert(ctx, insertApiKey, draft);
  return completeAnswer(draft.answers[outcome.environment], outcome);
}

/** The answer with what the database has added. */
export function completeAnswer(
  draft: DraftAnswer,
  outcome: Pick<AllowedOutcome, "createdAt" | "expiresAt" | "userId" | "email">,
): CreatedApiKey {
  const { createdAt, expiresAt, userId, email } = outcome;
  return inPublishedOrder({
    ...draft,
    expiresAt: toMoment(expiresAt),
    createdAt: toMoment(createdAt ?? ""),
    createdBy: userId,
    createdByEmail: email,
  });
}

/** The same answer with the fields of the published page first. */
export function inPublishedOrder(created: CreatedApiKey): CreatedApiKey {
  const { id, applicationId, fullKey, keyPrefix, description, createdAt, ...rest } = created;
  return { id, applicationId, fullKey, keyPrefix, description, createdAt, ...rest };
}
