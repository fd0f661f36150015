"use client";

import { Failure } from "#components/ui/failure.tsx";

export default function PortalError({ retry }: { retry: () => void }) {
  return (
    <Failure title="Something went wrong" onRetry={retry}>
      This page could not be shown. Nothing that you did is lost. Please try again.
    </Failure>
  );
}
