import type { Metadata } from "next";
import { ApiTokenList } from "#components/api-tokens/api-token-list.tsx";
import { listApiTokens } from "#lib/api-tokens/list.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { pageQuery } from "#lib/schema.ts";

export const metadata: Metadata = { title: "API tokens" };

export default async function ApiTokensPage() {
  const ctx = await requirePortal(paths.apiTokens);
  const firstPage = await listApiTokens(ctx, pageQuery.parse({}));
  return <ApiTokenList firstPage={firstPage} renderedAt={Date.now()} role={ctx.caller.role} />;
}
