import { isNull } from "drizzle-orm";
import { secretChecks } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import {
  computeCheckValue,
  getCheckName,
  parseCheckName,
  type SecretLists,
  type SecretName,
  type SecretVersion,
} from "#lib/secret-list.ts";

/**
 * Makes a text the next version of a secret, which instances may then start with. The number of a
 * retired version is not used again. Throws `conflict` while an added version is not first yet.
 */
export async function addSecretVersion(
  ctx: Context,
  name: SecretName,
  text: string,
  lists: SecretLists,
): Promise<SecretVersion> {
  const list = lists[name];
  return inTransaction(ctx, async (tx) => {
    const ours = (text: string) => {
      const parsed = parseCheckName(text);
      return parsed?.name === name ? [parsed.version] : [];
    };
    const rows = await tx.db.select({ name: secretChecks.name }).from(secretChecks);
    const active = await tx.db
      .select({ name: secretChecks.name })
      .from(secretChecks)
      .where(isNull(secretChecks.retiredAt));
    const waiting = active
      .flatMap((row) => ours(row.name))
      .find((known) => known > list[0].version);
    if (waiting) {
      const problem = `v${waiting} of ${name} is added and not the first version yet`;
      throw new AppError("conflict", `${problem}. Use it, or retire it`);
    }
    const known = [...rows.flatMap((row) => ours(row.name)), ...list.map(({ version }) => version)];
    const version = Math.max(...known) + 1;
    await tx.db.insert(secretChecks).values({
      name: getCheckName(name, version),
      checkValue: computeCheckValue(name, text),
    });
    await recordOperatorEvent(tx, null, { action: "secret.added", after: { name, version } });
    return { version, text };
  });
}
