import { createRequire } from "node:module";
import { join } from "node:path";
import type { Operation } from "#lib/operation.ts";
import type { PreparedCall } from "#lib/testing/api/scenarios.ts";

/** The used part of a Postman collection's entry. */
export interface Entry {
  name: string;
  item?: Entry[];
  request?: {
    method: string;
    url: { path: string[]; variable?: { key: string; value: string }[] };
    auth?: { bearer?: object[] };
    header: { key: string; value: string; disabled?: boolean }[];
    body?: { raw?: string };
  };
  response?: { code: number }[];
  event?: object[];
}

export interface Collection {
  item: Entry[];
  variable: { key: string; value: string }[];
}

interface Execution {
  item: { name: string };
  response?: { code: number; stream: Buffer; headers: { key: string; value: string }[] };
}

interface Newman {
  run(
    options: { collection: object; timeoutRequest: number },
    done: (error: Error | null, summary: { run: { executions: Execution[] } }) => void,
  ): void;
}

/** Lists the requests of a collection in all folders. */
export function listRequests({ item = [] }: Pick<Entry, "item">): Entry[] {
  return item.flatMap((entry) => (entry.request ? [entry] : listRequests(entry)));
}

/** Returns whether the collection's request belongs to the operation. */
export function isRequestFor(operation: Operation, { request }: Entry): boolean {
  const path = `/${request?.url.path.join("/")}`.replaceAll(/:(\w+)/g, "{$1}");
  return path === operation.path && request?.method === operation.method.toUpperCase();
}

/** Returns the collection's variable for an operation's token. */
function nameVariable({ access }: Operation): string {
  if (access === "api-key") return "apiKey";
  return access === "service" ? "serviceToken" : "token";
}

/** Fills in a request, like a person in Postman. */
export function fillIn(entry: Entry, operation: Operation, call: PreparedCall, url: string): void {
  const { request } = entry;
  if (!request) throw new Error(`${entry.name} is no request`);
  for (const variable of request.url.variable ?? []) {
    variable.value = call.params[variable.key] ?? variable.value;
  }
  if (request.body?.raw) {
    request.body.raw = JSON.stringify(call.body);
  }
  const { cookie, authorization = "" } = call.headers;
  const token = authorization.replace("Bearer ", "");
  if (cookie) {
    request.header.push({ key: "Cookie", value: cookie });
    request.header.push({ key: "Origin", value: url });
  }
  // Optional, so it must be enabled.
  if (token && !request.auth?.bearer) {
    const header = request.header.find(({ key }) => key === "Authorization");
    if (!header) throw new Error(`${entry.name} has no place for a token`);
    header.disabled = false;
  }
  const values = [nameVariable(operation), token].map((text) => JSON.stringify(text));
  const exec = [`pm.variables.set(${values.join(", ")});`];
  entry.event = [{ listen: "prerequest", script: { type: "text/javascript", exec } }];
}

/** Runs a collection with the newman installed at `place`. */
export async function runCollection(place: string, collection: Collection): Promise<Execution[]> {
  const newman: Newman = createRequire(join(place, "package.json"))("newman");
  return new Promise((resolve, reject) => {
    newman.run({ collection, timeoutRequest: 30_000 }, (error, summary) => {
      if (error) reject(error);
      else resolve(summary.run.executions);
    });
  });
}
