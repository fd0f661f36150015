import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function TeamLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="Team"
        description="Members of your company and their roles."
        action={<Skeleton className="h-10 w-36 rounded-lg sm:h-9" />}
      />
      <Skeleton className="h-72 rounded-2xl" />
    </div>
  );
}
