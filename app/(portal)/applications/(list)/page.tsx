import type { Metadata } from "next";
import { ApplicationList } from "#components/applications/application-list.tsx";
import { CreateApplicationButton } from "#components/applications/create-application-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApplications } from "#lib/applications/list.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { pageQuery } from "#lib/schema.ts";

export const metadata: Metadata = { title: "Applications" };

export default async function ApplicationsPage() {
  const ctx = await requirePortal(paths.applications);
  const firstPage = await listApplications(ctx, pageQuery.parse({}));
  const mayCreate = getPermissions(ctx.caller.role).includes("applications:write");
  return (
    <>
      <PageHeader
        title="Applications"
        description="Your systems that call the API. Each has its own API keys."
        action={mayCreate && firstPage.data.length > 0 && <CreateApplicationButton />}
      />
      <ApplicationList firstPage={firstPage} renderedAt={Date.now()} mayCreate={mayCreate} />
    </>
  );
}
