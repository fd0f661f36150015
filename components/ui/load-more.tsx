"use client";

import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";

interface LoadMoreProps {
  shown: number;
  hasMore: boolean;
  isLoading: boolean;
  /** Resolves to whether there is more. */
  onLoad: () => Promise<boolean>;
}

/** Footer of a paginated list. */
export function LoadMore({ shown, hasMore, isLoading, onLoad }: LoadMoreProps) {
  const foot = useRef<HTMLDivElement>(null);

  async function load() {
    // The button disappears with the last page, so the focus is kept here.
    if (!(await onLoad())) foot.current?.focus({ preventScroll: true });
  }

  return (
    <div ref={foot} tabIndex={-1} className="flex justify-center pt-4 outline-none">
      {hasMore && (
        <Button variant="secondary" pending={isLoading} onClick={load}>
          Load more
        </Button>
      )}
      <LiveRegion>{`${shown} shown${hasMore ? "" : ", end of list"}`}</LiveRegion>
    </div>
  );
}
