import { ApiKeyTableSkeleton } from "#components/api-keys/api-key-table.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function ApiKeyListSkeleton() {
  return (
    <section aria-busy aria-label="API keys">
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold text-lg tracking-tight">API keys</h2>
        <Skeleton className="h-10 w-38 rounded-lg sm:h-9" />
      </div>
      <ApiKeyTableSkeleton />
    </section>
  );
}
