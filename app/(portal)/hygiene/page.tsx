import type { Metadata } from "next";
import { hygienePath, readFinding } from "#components/api-keys/hygiene/hygiene-address.ts";
import { HygieneList } from "#components/api-keys/hygiene/hygiene-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import { countHygiene } from "#lib/api-keys/hygiene/count-hygiene.ts";
import { listHygiene } from "#lib/api-keys/hygiene/list-hygiene.ts";
import { readKeyPolicy } from "#lib/api-keys/policy.ts";
import { hygieneQuery } from "#lib/api-keys/schema.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { requirePortal } from "#lib/portal/session.ts";

export const metadata: Metadata = { title: "Hygiene" };

interface HygienePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HygienePage({ searchParams }: HygienePageProps) {
  const finding = readFinding((await searchParams).finding);
  const ctx = await requirePortal(hygienePath(finding));
  const { limit } = hygieneQuery.parse({});
  const [page, counts] = await Promise.all([
    listHygiene(ctx, { finding, limit }),
    countHygiene(ctx),
  ]);
  const mayWrite = getPermissions(ctx.caller.role).includes("api-keys:write");
  return (
    <>
      <PageHeader
        title="Hygiene"
        description="API keys that need attention, across all your applications."
      />
      {!mayWrite && page.data.length > 0 && (
        <Notice tone="info" className="mb-6">
          As a {ctx.caller.role} you can view these findings. To fix them, ask a developer, admin,
          or owner of {withFullStop(ctx.merchantName)}
        </Notice>
      )}
      <HygieneList
        rendered={{ page, counts, finding, renderedAt: Date.now() }}
        policies={{
          live: await readKeyPolicy(ctx, "live"),
          test: await readKeyPolicy(ctx, "test"),
        }}
        mayWrite={mayWrite}
      />
    </>
  );
}
