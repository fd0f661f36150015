import type { NextRequest } from "next/server";
import { config } from "#keysmith.config.ts";
import { searchPages } from "#lib/docs/search.ts";

/** Searches the documentation. */
export async function GET({ nextUrl }: NextRequest): Promise<Response> {
  return Response.json(await searchPages(nextUrl.searchParams.get("query") ?? "", config));
}
