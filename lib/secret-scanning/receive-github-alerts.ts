import { hash } from "node:crypto";
import { reportLeaks } from "#lib/api-keys/report-leaks.ts";
import type { Context } from "#lib/context.ts";
import type { GithubAlert, GithubFeedback } from "#lib/secret-scanning/schema.ts";

/** Revokes the keys of ours among what GitHub found, and says of each alert whether it was one. */
export async function receiveGithubAlerts(
  ctx: Context,
  alerts: readonly GithubAlert[],
): Promise<GithubFeedback[]> {
  const reports = alerts.map(({ token, url }) => ({ text: token, url }));
  const areOurs = await reportLeaks(ctx, { reports, reporter: "by GitHub" });
  return alerts.map(({ token, type }, index) => ({
    token_hash: hash("sha256", token, "base64"),
    token_type: type,
    label: areOurs[index] ? "true_positive" : "false_positive",
  }));
}
