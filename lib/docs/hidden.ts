import type { Context } from "#lib/context.ts";
import { operations } from "#lib/contract.ts";
import { guideNames, operatorGuideNames } from "#lib/docs/guide-names.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import { groups } from "#lib/operation.ts";
import { paths } from "#lib/paths.ts";

type Config = Pick<Context["config"], "docs">;

const hideable = new Set([
  ...[...guideNames, ...operatorGuideNames].map((name) => `guides/${name}`),
  "secret-scanning",
  ...operations.map((operation) => `reference/${getOperationName(operation)}`),
  ...groups.map(({ name }) => name),
]);
// The `Link` header of every error of the API leads there.
hideable.delete("guides/errors");

/** Throws an Error that names each page in `docs.hidden` that does not exist or must be shown. */
export function checkHidden({ docs }: Config): void {
  const wrong = docs.hidden.filter((name) => !hideable.has(name));
  if (wrong.length === 0) return;
  throw new Error(
    `docs.hidden has names that can't be hidden: ${wrong.join(", ")}. It may have groups such as ` +
      '"Audit log", and pages such as "guides/going-live", "reference/create-api-key" and ' +
      '"secret-scanning".',
  );
}

const groupsByPath = new Map(
  operations.map((operation) => [paths.operation(getOperationName(operation)), operation.group]),
);

/** Returns whether merchants don't see a page of the documentation, by its path. */
export function isHidden(path: string, { docs }: Config): boolean {
  const name = path.slice(`${paths.docs}/`.length);
  const isForOperators = operatorGuideNames.some((guide) => name === `guides/${guide}`);
  if (isForOperators && !docs.operatorGuides) return true;
  if (groupsByPath.get(path) === "Operator" && !docs.showsOperatorApi) return true;
  return docs.hidden.includes(name) || docs.hidden.includes(groupsByPath.get(path) ?? "");
}
