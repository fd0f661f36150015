import { timingSafeEqual } from "node:crypto";
import type { Sql } from "postgres";
import {
  computeCheckValue,
  getCheckName,
  parseCheckName,
  type SecretList,
  type SecretLists,
  type SecretName,
  secretNames,
} from "#lib/secret-list.ts";

/** What is lost with each secret. */
const losses: Record<SecretName, string> = {
  KEYSMITH_KEY_HASH_SECRET: "no API key or service token of this database could be verified",
  KEYSMITH_SEALING_SECRET: "nobody could sign in and no stored secret could be read",
  KEYSMITH_SESSION_SECRET: "everybody would be signed out",
};

const guide = "docs/operations/secrets.md says how to replace it";

interface Known {
  name: SecretName;
  version: number;
  checkValue: Buffer;
  isMade: boolean;
  isRetired: boolean;
}

/**
 * Compares the server's secrets with those used on this database before.
 * @param options.isAdopting whether to store versions that the database does not know yet, and that
 * the first ones are in use
 * @returns warnings about retired versions
 * @throws Error that names each secret that differs or lacks a version
 */
export async function checkSecrets(
  sql: Sql,
  secrets: SecretLists,
  { isAdopting }: { isAdopting: boolean },
): Promise<string[]> {
  if (isAdopting) {
    const rows = secretNames.flatMap((name) =>
      secrets[name].map(({ version, text }) => ({
        name: getCheckName(name, version),
        check_value: computeCheckValue(name, text),
      })),
    );
    await sql`insert into secret_checks ${sql(rows)} on conflict do nothing`;
  }
  const rows = await sql<
    { name: string; checkValue: Buffer; madeAt: unknown; retiredAt: unknown }[]
  >`
    select name, check_value as "checkValue", made_at as "madeAt", retired_at as "retiredAt"
    from secret_checks`;
  const known = rows.flatMap(({ name: text, checkValue, madeAt, retiredAt }): Known[] => {
    const parsed = parseCheckName(text);
    if (!parsed) return [];
    const isMade = parsed.version === 1 || madeAt !== null;
    return [{ ...parsed, checkValue, isMade, isRetired: retiredAt !== null }];
  });
  const reports = secretNames.map((name) =>
    checkList(
      name,
      secrets[name],
      known.filter((row) => row.name === name),
      isAdopting,
    ),
  );
  const wrong = reports.flatMap(({ faults }) => faults);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  if (isAdopting) await noteSecretsInUse(sql, secrets);
  return reports.flatMap(({ warnings }) => warnings);
}

/** Records that new values are made with the first version of each secret. */
export async function noteSecretsInUse(sql: Sql, secrets: SecretLists): Promise<void> {
  const names = secretNames.map((name) => getCheckName(name, secrets[name][0].version));
  await sql`update secret_checks set made_at = now() where name in ${sql(names)}`;
}

function checkList(name: SecretName, list: SecretList, known: Known[], isAdopting: boolean) {
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const [index, { version, text }] of list.entries()) {
    const shown = version === 1 ? name : `${name} v${version}`;
    const row = known.find((each) => each.version === version);
    if (row && !timingSafeEqual(row.checkValue, computeCheckValue(name, text))) {
      faults.push(`${shown} isn't the one that this database uses: ${losses[name]}; ${guide}.`);
    } else if (row?.isRetired && index === 0) {
      faults.push(`${shown} is retired, so it can't be the first version; ${guide}.`);
    } else if (row?.isRetired) {
      warnings.push(`${name} still has the version v${version}, which is retired. Remove it.`);
    } else if (!row && !isAdopting && version > 1) {
      faults.push(`${shown} is not known to this database yet. Start a portal with it first.`);
    }
  }
  for (const { version, isMade, isRetired } of known) {
    if (isRetired || !isMade || list.some((each) => each.version === version)) continue;
    faults.push(
      `${name} lacks the version v${version}, which is in use: ${losses[name]}; ${guide}.`,
    );
  }
  return { faults, warnings };
}
