import { HygieneTableSkeleton } from "#components/api-keys/hygiene/hygiene-table.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function HygieneLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Hygiene"
        description="API keys that need attention, across all your applications."
      />
      <Skeleton className="mb-8 h-120 rounded-xl md:h-72 lg:h-38" />
      <Skeleton className="mt-2.5 mb-6.5 w-24" />
      <HygieneTableSkeleton />
    </div>
  );
}
