import { ApiKeyTableSkeleton } from "#components/api-keys/list/api-key-table.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function ApiKeyListSkeleton({ mayWrite }: { mayWrite: boolean }) {
  return (
    <section aria-busy aria-label="API keys">
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold text-lg tracking-tight">API keys</h2>
        {mayWrite && <Skeleton className="h-10 w-38 rounded-lg sm:h-9" />}
      </div>
      <div className="mb-4 grid grid-cols-2 gap-2 md:grid-cols-[minmax(0,1fr)_11rem]">
        <Skeleton className="h-11 rounded-lg max-md:col-span-2 sm:h-10" />
        <Skeleton className="h-11 rounded-lg sm:h-10" />
        <Skeleton className="h-11 rounded-lg sm:h-10 md:hidden" />
      </div>
      <ApiKeyTableSkeleton mayWrite={mayWrite} />
    </section>
  );
}
