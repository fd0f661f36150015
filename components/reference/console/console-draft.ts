import { useState } from "react";
import { newIdempotencyKey } from "#components/api-keys/idempotency-key.ts";
import type { Draft } from "#components/reference/console/request-draft.ts";
import type { Values } from "#components/reference/console/values.ts";
import type { ConsoleOperation } from "#lib/reference/schema.ts";

/** Returns the draft of a request, initially the operation's example. */
export function useDraft({ body, isIdempotent }: ConsoleOperation, origin: string) {
  const [draft, setDraft] = useState<Draft>({
    baseUrl: origin,
    path: {},
    query: {},
    headers: {},
    idempotencyKey: "",
    isJson: body !== null && body.fields === null,
    body: body?.initial ?? {},
    json: body?.example ?? "",
    isKeyHeader: false,
  });
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const renewKey = () => isIdempotent && change({ idempotencyKey: newIdempotencyKey() });
  return { draft, change, renewKey };
}

/** Returns missing path parameters by name. */
export function findFaults({ pathFields }: ConsoleOperation, { path }: Draft): Values {
  const missing = pathFields.filter(({ name }) => !path[name]?.trim());
  return Object.fromEntries(missing.map(({ name }) => [name, "Required in the path"]));
}
