import type { Metadata } from "next";
import { ProductLogo } from "#app/product-logo.tsx";
import { Link } from "#components/navigation/link.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-12">
      <ProductLogo />
      <h1 className="mt-10 font-semibold text-2xl tracking-tight">Page not found</h1>
      <p className="mt-2 mb-6 text-muted leading-7">
        There is nothing at this address. It may have been moved, or mistyped.
      </p>
      <Link href="/" className={`${buttonStyles()} self-start`}>
        Go to the start
      </Link>
    </main>
  );
}
