import { ApplicationTableSkeleton } from "#components/applications/application-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function ApplicationsLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Applications"
        description="Your systems that call the API. Each has its own API keys."
        action={<Skeleton className="h-10 w-40 rounded-lg sm:h-9" />}
      />
      <ApplicationTableSkeleton />
    </div>
  );
}
