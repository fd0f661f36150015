import type { Metadata } from "next";
import { AuditLog } from "#components/audit/audit-log.tsx";
import { readView, toFilters, toSearch } from "#components/audit/view.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAuditChoices } from "#lib/audit/choices.ts";
import { listAuditEvents } from "#lib/audit/list.ts";
import { getPermissions } from "#lib/merchants/permissions.ts";
import { paths } from "#lib/paths.ts";
import { requirePortal } from "#lib/portal/session.ts";
import { pageQuery } from "#lib/schema.ts";

export const metadata: Metadata = { title: "Audit log" };

interface AuditLogPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditLogPage({ searchParams }: AuditLogPageProps) {
  const pairs = Object.entries(await searchParams).filter(isSingle);
  const view = readView(new URLSearchParams(pairs));
  const ctx = await requirePortal(paths.auditLog + toSearch(view));
  const { merchantName, caller } = ctx;
  if (!getPermissions(caller.role).includes("audit:read")) {
    return (
      <>
        <AuditLogHeader />
        <Notice tone="info">
          Only admins and owners of {merchantName} can view the audit log. Your role is{" "}
          {caller.role}. Ask one of them if you need something from it.
        </Notice>
      </>
    );
  }
  const renderedAt = Date.now();
  const filters = toFilters(view, renderedAt);
  const [page, choices] = await Promise.all([
    listAuditEvents(ctx, { ...pageQuery.parse({}), ...filters }),
    listAuditChoices(ctx),
  ]);
  return (
    <>
      <AuditLogHeader />
      <AuditLog
        renderedSearch={toSearch(view)}
        first={{ filters, page, renderedAt }}
        choices={choices}
      />
    </>
  );
}

function isSingle(pair: [string, unknown]): pair is [string, string] {
  return typeof pair[1] === "string";
}

function AuditLogHeader() {
  return (
    <PageHeader
      title="Audit log"
      description="A record of who did what to your applications and API keys."
    />
  );
}
