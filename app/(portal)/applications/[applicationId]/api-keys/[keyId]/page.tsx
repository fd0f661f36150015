import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ApiKeyDetail } from "#components/api-keys/detail/api-key-detail.tsx";
import { getApiKey } from "#lib/api-keys/get.ts";
import { readKeyPolicy } from "#lib/api-keys/policy.ts";
import { getApplication } from "#lib/applications/get.ts";
import { AppError } from "#lib/errors.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";

interface ApiKeyPageProps {
  params: Promise<{ applicationId: string; keyId: string }>;
}

const load = cache(async (applicationId: string, keyId: string) => {
  const ctx = await requirePortal(paths.apiKey(applicationId, keyId));
  try {
    const [application, apiKey] = await Promise.all([
      getApplication(ctx, { applicationId }),
      getApiKey(ctx, { applicationId, keyId }),
    ]);
    return { ctx, application, apiKey };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: ApiKeyPageProps): Promise<Metadata> {
  const { applicationId, keyId } = await params;
  const { application, apiKey } = await load(applicationId, keyId);
  return { title: `${apiKey.description} in ${application.name}` };
}

/** No loading.tsx: a key that does not exist must be a real 404, sent before any stream. */
export default async function ApiKeyPage({ params }: ApiKeyPageProps) {
  const { applicationId, keyId } = await params;
  const { ctx, application, apiKey } = await load(applicationId, keyId);
  return (
    <ApiKeyDetail
      application={application}
      apiKey={apiKey}
      renderedAt={Date.now()}
      policy={await readKeyPolicy(ctx, application.environment)}
      merchantName={ctx.merchantName}
    />
  );
}
