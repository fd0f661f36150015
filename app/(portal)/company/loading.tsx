import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function CompanyLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Company settings"
        description="Manage your company's name and security policy."
      />
      <div className="flex flex-col gap-6">
        <Skeleton className="h-40 rounded-2xl" />
        <Skeleton className="h-52 rounded-2xl" />
        <Skeleton className="h-96 rounded-2xl" />
      </div>
    </div>
  );
}
