import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function ApiTokensLoading() {
  return (
    <div aria-busy>
      <PageHeader
        title="API tokens"
        description="For programs that call this portal's own API."
        action={<Skeleton className="h-10 w-44 rounded-lg sm:h-9" />}
      />
      <Skeleton className="h-60 rounded-2xl" />
    </div>
  );
}
