import { apiRoutes } from "#app/api/v1/routes.ts";
import type { OperationId } from "#lib/contract.ts";
import { methods, type RouteHandler } from "#lib/http/route.ts";

/** Loads the handler of every operation by id. */
export async function loadHandlers(): Promise<Record<OperationId, RouteHandler>> {
  const handlers: Partial<Record<OperationId, RouteHandler>> = {};
  for (const [path, load] of Object.entries(apiRoutes)) {
    const route = await load();
    for (const method of methods) {
      const { operation } = route[method];
      if (!operation) continue;
      if (operation.path !== path)
        throw new Error(`${operation.id} is not in the folder of ${path}`);
      handlers[operation.id as OperationId] = route[method];
    }
  }
  return handlers as Record<OperationId, RouteHandler>;
}
