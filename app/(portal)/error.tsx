"use client";

import { Failure } from "#components/ui/failure.tsx";

export default function PortalError({ retry }: { retry: () => void }) {
  return (
    <Failure title="Something went wrong" onRetry={retry}>
      This page couldn't be loaded. Your changes are safe. Please try again.
    </Failure>
  );
}
