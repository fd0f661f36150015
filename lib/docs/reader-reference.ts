import type { Context } from "#lib/context.ts";
import { operations } from "#lib/contract.ts";
import { forReader } from "#lib/docs/for-reader.ts";
import { isHidden } from "#lib/docs/hidden.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import type { Operation } from "#lib/operation.ts";
import { paths } from "#lib/paths.ts";
import { createReference } from "#lib/reference/document.ts";

type Config = Context["config"];

/** Creates the OpenAPI document of the server at `origin` in the operator's words. */
export function createReaderReference(origin: string, config: Config) {
  const { paths: all = {}, tags, servers: own, ...document } = createReference(origin);
  const servers = [...own, ...config.servers.map(({ name, url }) => ({ url, description: name }))];
  const shown = operations.filter((operation) => isShown(operation, config));
  const entries = [...new Set(shown.map(({ path }) => path))].map((path) => [
    path,
    Object.fromEntries(
      shown
        .filter((operation) => operation.path === path)
        .map(({ method }) => [method, all[path]?.[method]]),
    ),
  ]);
  const shownTags = tags?.filter(({ name }) => shown.some(({ group }) => group === name));
  return forReader(
    { ...document, servers, tags: shownTags, paths: Object.fromEntries(entries) },
    config,
  );
}

/** An item of a Postman collection: a folder, or a request. */
interface Item {
  name: string;
  item?: Item[];
}

interface Collection {
  item: Item[];
  variable: { key: string; value: string }[];
}

/** Puts a Postman collection into the operator's words, with `origin` as its base URL. */
export function toReaderCollection<C extends Collection>(
  collection: C,
  origin: string,
  config: Config,
): C {
  const hidden = new Set(
    operations.filter((operation) => !isShown(operation, config)).map(({ summary }) => summary),
  );
  const variable = collection.variable.map((each) =>
    each.key === "baseUrl" ? { ...each, value: origin } : each,
  );
  const item = withoutRequests(collection.item, hidden);
  return forReader({ ...collection, item, variable }, config);
}

function withoutRequests(items: Item[], names: ReadonlySet<string>): Item[] {
  return items.flatMap((each) => {
    if (!each.item) return names.has(each.name) ? [] : [each];
    const rest = withoutRequests(each.item, names);
    return rest.length > 0 ? [{ ...each, item: rest }] : [];
  });
}

const isShown = (operation: Operation, config: Config) =>
  !isHidden(paths.operation(getOperationName(operation)), config);
