"use client";

import { Failure } from "#components/ui/failure.tsx";

export default function AppError({ retry }: { retry: () => void }) {
  return (
    <main className="mx-auto max-w-md px-6 py-12">
      <Failure title="Something went wrong" onRetry={retry}>
        This page couldn't be loaded. Your changes are safe. Please try again.
      </Failure>
    </main>
  );
}
