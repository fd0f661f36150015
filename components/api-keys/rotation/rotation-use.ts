import type { Rotation } from "#lib/api-keys/schema.ts";

interface RotationUse {
  isPreviousUsed: boolean;
  isNextUsed: boolean;
  sentence: string;
}

/** Returns which of a rotation's two secrets are in use. Wire timestamps compare as text. */
export function describeUse({ startedAt, firstUsedAt, previous }: Rotation): RotationUse {
  const lastUsedAt = previous.lastUsedAt ?? "";
  if (firstUsedAt === null) {
    const isPreviousUsed = lastUsedAt >= startedAt;
    const sentence = isPreviousUsed
      ? "Only the previous secret is in use."
      : "Neither secret has been used since the rotation began.";
    return { isPreviousUsed, isNextUsed: false, sentence };
  }
  const isPreviousUsed = lastUsedAt > firstUsedAt;
  const sentence = isPreviousUsed
    ? "Both secrets are in use. Some calls still use the previous one."
    : "The new secret is in use, and the previous one hasn't been used since.";
  return { isPreviousUsed, isNextUsed: true, sentence };
}
