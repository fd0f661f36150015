import { readPrepared } from "#lib/docs/prepared-text.ts";
import { createReaderReference } from "#lib/docs/reader-reference.ts";
import { getPublicUrl } from "#lib/http/public-url.ts";
import { defineRoute, openEndpoint } from "#lib/http/route.ts";
import { textResponse } from "#lib/http/text-response.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: openEndpoint(async ({ config }, { request, env }) => {
    const url = getPublicUrl(request.headers, env.KEYSMITH_URL);
    const text = await readPrepared("openapi.json", url, (origin) =>
      JSON.stringify(createReaderReference(origin, config)),
    );
    return textResponse(request.headers, text, "application/json");
  }),
});
