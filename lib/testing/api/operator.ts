import type { OperationId } from "#lib/contract.ts";
import { findOperation } from "#lib/contract.ts";
import { loadHandlers } from "#lib/testing/api/handlers.ts";
import { call } from "#lib/testing/api/requests.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

interface Asked {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  token?: string;
}

/** Calls an operation as one of the operator's services. */
export async function askOperator(id: OperationId, { query, token, ...asked }: Asked = {}) {
  const handlers = await loadHandlers();
  return call(handlers[id], {
    method: findOperation(id).method.toUpperCase(),
    query: `?${new URLSearchParams(query)}`,
    token: token ?? (await getServiceToken()),
    ...asked,
  });
}
