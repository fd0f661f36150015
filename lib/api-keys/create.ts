import { type CreateApiKeyInput, type DraftAnswer, draftApiKey } from "#lib/api-keys/draft.ts";
import { type InsertOutcome, insertApiKeyWith, requireApplication } from "#lib/api-keys/insert.ts";
import type { CreatedApiKey } from "#lib/api-keys/schema.ts";
import type { ClaimedContext } from "#lib/context.ts";
import { type AppError, invalidField } from "#lib/errors.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";

const insertApiKey = defineStatement<InsertOutcome>("api_key_create", insertApiKeyWith());

/**
 * Makes an API key for an application of the caller's merchant. The answer is the only place that
 * ever holds the full key. Throws `unauthorized`, `forbidden`, `not_found`, `bad_request`.
 */
export async function createApiKey(
  ctx: ClaimedContext,
  input: CreateApiKeyInput,
): Promise<CreatedApiKey> {
  const { answers, values } = draftApiKey(ctx, input);
  const [row] = await insertApiKey(ctx.db, values);
  const { environment, createdAt, userId } = requireApplication(ctx, row);
  if (!createdAt) throw expiryPassed();
  return completeAnswer(answers[environment], createdAt, userId);
}

/** The answer with what the database has added, in the order of the published page. */
export function completeAnswer(
  draft: DraftAnswer,
  createdAt: string,
  createdBy: string,
): CreatedApiKey {
  const { id, applicationId, fullKey, keyPrefix, description, ...rest } = draft;
  const published = { id, applicationId, fullKey, keyPrefix, description };
  return { ...published, createdAt: toMoment(createdAt), ...rest, createdBy };
}

export function expiryPassed(): AppError {
  return invalidField("expiresAt", "The expiry must be in the future");
}
