import { hash } from "node:crypto";
import type { GithubAlert, GithubFeedback } from "#lib/secret-scanning/schema.ts";

/** Returns for each alert whether it was a secret of ours. */
export function toFeedback(
  alerts: readonly GithubAlert[],
  areOurs: readonly boolean[],
): GithubFeedback[] {
  return alerts.map(({ token, type }, index) => ({
    token_hash: hash("sha256", token, "base64"),
    token_type: type,
    label: areOurs[index] ? "true_positive" : "false_positive",
  }));
}
