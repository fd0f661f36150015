"use client";

import { Failure } from "#components/ui/failure.tsx";
import "./globals.css";

export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong</title>
        <main className="mx-auto max-w-md px-6 py-12">
          <Failure title="Something went wrong" onRetry={retry}>
            This page couldn't be loaded. Please try again.
          </Failure>
        </main>
      </body>
    </html>
  );
}
