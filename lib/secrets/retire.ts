import { and, eq, isNull, sql } from "drizzle-orm";
import { secretChecks } from "#drizzle/schema.ts";
import { recordOperatorEvent } from "#lib/audit/record.ts";
import { type Context, inTransaction } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getCheckName, type SecretLists, type SecretName } from "#lib/secret-list.ts";
import { countDependents, type Dependent } from "#lib/secrets/count-dependents.ts";

interface Retirement {
  name: SecretName;
  version: number;
  /** Whether to retire it although something depends on it. */
  isForced: boolean;
}

/**
 * Retires a version of a server secret, so that instances may start without it. Returns what stops
 * working. Throws `not_found`, and `conflict` for the first version, a retired one, and one that
 * something depends on, unless it is forced.
 */
export async function retireSecret(
  ctx: Context,
  { name, version, isForced }: Retirement,
  lists: SecretLists,
): Promise<Dependent[]> {
  const shown = `v${version} of ${name}`;
  const isThis = eq(secretChecks.name, getCheckName(name, version));
  const [known] = await ctx.db.select().from(secretChecks).where(isThis);
  if (!known) throw new AppError("not_found", `There is no ${shown}`);
  if (known.retiredAt) throw alreadyRetired(shown);
  if (lists[name][0].version === version) {
    throw new AppError("conflict", `New values are made with ${shown}. Put another version first`);
  }
  const dependents = await countDependents(ctx, name, version);
  if (dependents.length > 0 && !isForced) throw stillNeeded(shown, dependents);
  return inTransaction(ctx, async (tx) => {
    const [retired] = await tx.db
      .update(secretChecks)
      .set({ retiredAt: sql`now()` })
      .where(and(isThis, isNull(secretChecks.retiredAt)))
      .returning({ name: secretChecks.name });
    if (!retired) throw alreadyRetired(shown);
    const stopped = Object.fromEntries(dependents.map(({ what, count }) => [what, count]));
    const before = { name, version };
    await recordOperatorEvent(tx, null, { action: "secret.retired", before, after: { stopped } });
    return dependents;
  });
}

function alreadyRetired(shown: string): AppError {
  return new AppError("conflict", `${shown} is retired already`);
}

function stillNeeded(shown: string, dependents: Dependent[]): AppError {
  const lines = dependents.map(
    ({ what, count, advice }) => `  ${count.toLocaleString("en")} ${what}: ${advice}`,
  );
  const advice = "To retire it all the same, add --force: those stop working";
  return new AppError("conflict", [`${shown} is still needed:`, ...lines, advice].join("\n"));
}
