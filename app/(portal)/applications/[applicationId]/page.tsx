import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { ApiKeyList } from "#components/api-keys/list/api-key-list.tsx";
import { ApiKeyListSkeleton } from "#components/api-keys/list/api-key-list-skeleton.tsx";
import { type KeyFilters, readFilters, toSearch } from "#components/api-keys/list/key-filters.ts";
import { ApplicationHeader } from "#components/applications/application-header.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { withFullStop } from "#components/ui/with-full-stop.ts";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { readKeyPolicy } from "#lib/api-keys/policy.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { Application } from "#lib/applications/schema.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { ApplicationMenu } from "./application-menu.tsx";

interface ApplicationPageProps {
  params: Promise<{ applicationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const load = cache(async (applicationId: string, search: string) => {
  const ctx = await requirePortal(paths.application(applicationId) + search);
  try {
    return { ctx, application: await getApplication(ctx, { applicationId }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata(props: ApplicationPageProps): Promise<Metadata> {
  const { application } = await loadFor(props);
  return { title: application.name };
}

async function loadFor({ params, searchParams }: ApplicationPageProps) {
  const filters = readFilters(await searchParams);
  return { ...(await load((await params).applicationId, toSearch(filters))), filters };
}

/** No loading.tsx: an application that does not exist must be a real 404, sent before any stream. */
export default async function ApplicationPage(props: ApplicationPageProps) {
  const { ctx, application, filters } = await loadFor(props);
  const permissions = getPermissions(ctx.caller.role);
  const mayWrite = permissions.includes("api-keys:write");
  return (
    <>
      <ApplicationHeader
        application={application}
        menu={
          permissions.includes("applications:write") && (
            <ApplicationMenu application={application} />
          )
        }
      />
      {!mayWrite && (
        <Notice tone="info" className="mb-6">
          As a {ctx.caller.role} you can view API keys. To create or revoke one, ask a developer,
          admin, or owner of {withFullStop(ctx.merchantName)}
        </Notice>
      )}
      <Suspense fallback={<ApiKeyListSkeleton mayWrite={mayWrite} />}>
        <ApiKeys ctx={ctx} application={application} filters={filters} mayWrite={mayWrite} />
      </Suspense>
    </>
  );
}

interface ApiKeysProps {
  ctx: MerchantContext;
  application: Application;
  filters: KeyFilters;
  mayWrite: boolean;
}

async function ApiKeys({ ctx, application, filters, mayWrite }: ApiKeysProps) {
  const { limit } = listApiKeysQuery.parse({});
  const page = await listApiKeys(ctx, { ...filters, limit, applicationId: application.id });
  return (
    <ApiKeyList
      application={application}
      rendered={{ page, filters, renderedAt: Date.now() }}
      policy={await readKeyPolicy(ctx, application.environment)}
      mayWrite={mayWrite}
    />
  );
}
