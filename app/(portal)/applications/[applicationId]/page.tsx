import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { ApiKeyList } from "#components/api-keys/api-key-list.tsx";
import { ApiKeyListSkeleton } from "#components/api-keys/api-key-list-skeleton.tsx";
import { ApplicationHeader } from "#components/applications/application-header.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { listApiKeys } from "#lib/api-keys/list.ts";
import { listApiKeysQuery } from "#lib/api-keys/schema.ts";
import { getApplication } from "#lib/applications/get.ts";
import type { Application } from "#lib/applications/schema.ts";
import { requirePortal } from "#lib/auth/portal.ts";
import type { MerchantContext } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { permissionsOf } from "#lib/merchants/schema.ts";
import { paths } from "#lib/paths.ts";

interface ApplicationPageProps {
  params: Promise<{ applicationId: string }>;
}

const load = cache(async (applicationId: string) => {
  const ctx = await requirePortal(paths.application(applicationId));
  try {
    return { ctx, application: await getApplication(ctx, { applicationId }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: ApplicationPageProps): Promise<Metadata> {
  const { application } = await load((await params).applicationId);
  return { title: application.name };
}

/** No loading.tsx: an application that does not exist must be a real 404, sent before any stream. */
export default async function ApplicationPage({ params }: ApplicationPageProps) {
  const { ctx, application } = await load((await params).applicationId);
  const mayWrite = permissionsOf(ctx.caller.role).includes("api-keys:write");
  return (
    <>
      <ApplicationHeader application={application} />
      {!mayWrite && (
        <Notice tone="info" className="mb-6">
          As a {ctx.caller.role} you can look at API keys. To create or revoke one, ask a developer,
          admin or owner of {ctx.merchantName}.
        </Notice>
      )}
      <Suspense fallback={<ApiKeyListSkeleton />}>
        <ApiKeys ctx={ctx} application={application} mayWrite={mayWrite} />
      </Suspense>
    </>
  );
}

interface ApiKeysProps {
  ctx: MerchantContext;
  application: Application;
  mayWrite: boolean;
}

async function ApiKeys({ ctx, application, mayWrite }: ApiKeysProps) {
  const query = { ...listApiKeysQuery.parse({}), applicationId: application.id };
  const firstPage = await listApiKeys(ctx, query);
  return (
    <ApiKeyList
      application={application}
      firstPage={firstPage}
      renderedAt={Date.now()}
      mayWrite={mayWrite}
    />
  );
}
