import { headers } from "next/headers";
import { type PageText, writePage } from "#lib/docs/page-markdown.ts";
import { readPrepared } from "#lib/docs/prepared-text.ts";
import { textResponse } from "#lib/http/text-response.ts";
import { readPlace } from "./place.ts";

type Place = Awaited<ReturnType<typeof readPlace>>;

/** Serves a text of the documentation, prepared once for all readers; 404 if there is none. */
export async function readerText(
  name: string,
  type: "markdown" | "plain",
  make: (place: Place) => Promise<string | PageText | null>,
): Promise<Response> {
  const place = await readPlace();
  const text = await readPrepared(name, place.url, async (url) => {
    const made = await make({ ...place, url });
    return made === null || typeof made === "string" ? made : writePage(made);
  });
  if (text) return textResponse(await headers(), text, `text/${type}; charset=utf-8`);
  return new Response("There is no such page.\n", {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
