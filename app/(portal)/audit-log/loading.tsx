import { AuditTableSkeleton } from "#components/audit/audit-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const fields = ["Application", "Action", "Person", "Time"];

export default function AuditLogLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Audit log"
        description="A record of who did what to your applications and API keys."
      />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {fields.map((field) => (
          <div key={field} className="flex flex-col gap-1.5">
            <span className="font-medium text-sm">{field}</span>
            <Skeleton className="h-11 rounded-lg sm:h-10" />
          </div>
        ))}
      </div>
      <div className="mt-4 mb-4 flex min-h-9 items-center justify-end gap-2">
        <Skeleton className="h-8 w-32 rounded-lg" />
        <Skeleton className="h-8 w-30 rounded-lg" />
      </div>
      <AuditTableSkeleton />
    </div>
  );
}
