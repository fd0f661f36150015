import type { NextRequest } from "next/server";
import { searchPages } from "#lib/docs/search.ts";
import { getConfig } from "#lib/runtime/config.ts";

/** Searches the documentation. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  return Response.json(await searchPages(nextUrl.searchParams.get("query") ?? "", getConfig()));
}
