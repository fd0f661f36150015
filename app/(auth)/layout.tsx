import type { ReactNode } from "react";
import { Bitting } from "#components/brand/bitting.tsx";
import { Wordmark } from "#components/brand/wordmark.tsx";
import { getConfig } from "#lib/runtime/config.ts";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col items-center overflow-hidden px-4 pt-[max(3rem,12dvh)] pb-28">
      <main className="w-full max-w-[25rem]">
        <div className="mb-8 flex justify-center">
          <Wordmark name={getConfig().productName} />
        </div>
        {children}
      </main>
      <Bitting className="absolute inset-x-0 bottom-0 -z-10" />
    </div>
  );
}
