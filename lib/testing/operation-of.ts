import { type Declaration, declarationOf } from "#lib/http/declaration.ts";
import type { Access, Operation } from "#lib/reference/operation.ts";
import { operations } from "#lib/reference/operations.ts";
import { folderOf, type Handler, importRoute } from "#lib/testing/handlers.ts";

/** Who is let in where the verb itself asks for more than its endpoint is declared with. */
const provenByVerb: Record<string, [Declaration["admits"], Access]> = {
  createApiKey: ["claim", "api-keys:write"],
  whoami: ["anyone", "api-key"],
  acceptInvitation: ["anyone", "visitor"],
  votePage: ["anyone", "visitor"],
  switchMerchant: ["account", "portal"],
  createConsoleToken: ["account", "portal"],
};

/** In what the operation and the declaration of its endpoint differ: nothing, where both are true. */
export function listDifferences(operation: Operation, declaration: Declaration): string[] {
  const { id, access, method, params, query, body, isBodyOptional = false, success } = operation;
  const [admits, expectedAccess] = provenByVerb[id] ?? [access, access];
  const differences = {
    access: access !== expectedAccess || declaration.admits !== admits,
    method: method.toUpperCase() !== declaration.method,
    params: !declaration.params.every((name) => params?.[name]),
    query: query !== declaration.query,
    body: body !== declaration.body,
    isBodyOptional: isBodyOptional !== declaration.isBodyOptional,
    status: success.status !== declaration.status,
    needsProof: operation.needsProof !== declaration.needsProof,
  };
  return Object.entries(differences).flatMap(([name, isDifferent]) => (isDifferent ? [name] : []));
}

const known = new WeakMap<Handler, Promise<Operation | null>>();

/**
 * The operation that a handler of a route is for; null for what is no endpoint of the API's, such
 * as a preflight.
 */
export function operationOf(handler: Handler): Promise<Operation | null> {
  const found = known.get(handler) ?? findOperation(handler);
  known.set(handler, found);
  return found;
}

async function findOperation(handler: Handler): Promise<Operation | null> {
  const declaration = declarationOf(handler);
  if (!declaration) return null;
  for (const operation of operations) {
    if (listDifferences(operation, declaration).length > 0) continue;
    const route = await importRoute(folderOf(operation.path));
    if (route[declaration.method ?? ""] === handler) return operation;
  }
  return null;
}
