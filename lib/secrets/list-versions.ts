import { asc } from "drizzle-orm";
import { secretChecks } from "#drizzle/schema.ts";
import type { Context } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import {
  parseCheckName,
  type SecretLists,
  type SecretName,
  secretNames,
} from "#lib/secret-list.ts";
import { countDependents, type Dependent } from "#lib/secrets/count-dependents.ts";

/** `first` makes new values, `accepted` is still accepted, `missing` is not set here. */
export type VersionStatus = "first" | "accepted" | "missing" | "retired";

/** A version of a server secret, without the secret. */
export interface ListedVersion {
  name: SecretName;
  version: number;
  status: VersionStatus;
  /** When an instance last made new values with it. */
  madeAt: string | null;
  retiredAt: string | null;
  /** What would stop working without it. */
  dependents: Dependent[];
}

/** Lists all versions of the server's secrets, the newest first, and what hangs on each. */
export async function listSecretVersions(
  ctx: Context,
  lists: SecretLists,
): Promise<ListedVersion[]> {
  const rows = await ctx.db.select().from(secretChecks).orderBy(asc(secretChecks.name));
  const listed: ListedVersion[] = [];
  for (const name of secretNames) {
    const known = rows.flatMap((row) => {
      const parsed = parseCheckName(row.name);
      return parsed?.name === name ? [{ ...row, version: parsed.version }] : [];
    });
    const versions = new Set([...known, ...lists[name]].map(({ version }) => version));
    for (const version of [...versions].sort((a, b) => b - a)) {
      const row = known.find((each) => each.version === version);
      const place = lists[name].findIndex((each) => each.version === version);
      const current = place === 0 ? "first" : place > 0 ? "accepted" : "missing";
      listed.push({
        name,
        version,
        status: row?.retiredAt ? "retired" : current,
        madeAt: toMoment(row?.madeAt ?? null),
        retiredAt: toMoment(row?.retiredAt ?? null),
        dependents: row?.retiredAt ? [] : await countDependents(ctx, name, version),
      });
    }
  }
  return listed;
}
