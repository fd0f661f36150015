import { Skeleton } from "#components/ui/skeleton.tsx";

/** A page of the portal whose content is not known yet. */
export function PageSkeleton() {
  return (
    <>
      <Skeleton className="mt-1 h-6 w-48" />
      <Skeleton className="mt-3 mb-10 w-80 max-w-full" />
      <Skeleton className="h-72 rounded-2xl" />
    </>
  );
}
