import type { ReactNode } from "react";
import { BrandFooter } from "#app/brand-footer.tsx";
import { ProductLogo } from "#app/product-logo.tsx";
import { Bitting } from "#components/brand/bitting.tsx";
import { LoadingState } from "#components/navigation/loading-state.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col items-center overflow-hidden px-4 pt-[max(3rem,12dvh)] pb-28">
      <main className="w-full max-w-[25rem]">
        <div className="mb-8 flex justify-center">
          <ProductLogo />
        </div>
        <LoadingState fallback={<CardSkeleton />}>{children}</LoadingState>
      </main>
      <BrandFooter className="mt-8 justify-center" />
      <Bitting className="absolute inset-x-0 bottom-0 -z-10" />
    </div>
  );
}

function CardSkeleton() {
  return (
    <Card>
      <Skeleton className="mb-7 h-6 w-32" />
      <div className="flex flex-col gap-7">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
        <Skeleton className="h-10 sm:h-9" />
      </div>
    </Card>
  );
}
