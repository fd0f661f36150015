import { Skeleton } from "#components/ui/skeleton.tsx";

const lines = ["w-full", "w-11/12", "w-full", "w-4/5", "w-full", "w-2/3"];

/** A page of the documentation while it loads. */
export function DocsSkeleton() {
  return (
    <div className="flex max-w-[44rem] flex-col gap-4">
      <Skeleton className="w-24" />
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="mb-6 h-5 w-11/12" />
      {lines.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change.
        <Skeleton key={index} className={width} />
      ))}
    </div>
  );
}
