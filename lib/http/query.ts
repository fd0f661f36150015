import type { z } from "zod";
import { badRequest, check } from "#lib/http/check.ts";
import { redactSecrets } from "#lib/text.ts";

/** Parses the query of a URL by a schema. Throws `bad_request`. */
export function parseQuery<T>(schema: z.ZodType<T>, url: string): T {
  const { searchParams } = new URL(url);
  const names = [...searchParams.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw badRequest([{ field: redactSecrets(repeated), message: "Given twice" }]);
  return check(schema, Object.fromEntries(searchParams), "query");
}
