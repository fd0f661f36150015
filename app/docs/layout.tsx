import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { Wordmark } from "#components/ui/wordmark.tsx";
import { config } from "#keysmith.config.ts";
import { findPortal } from "#lib/auth/portal.ts";
import { paths } from "#lib/paths.ts";

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const isSignedIn = (await findPortal()) !== null;
  return (
    <>
      <a
        href="#content"
        className="sr-only rounded-lg bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      <header className="border-border border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-3xl items-center justify-between gap-2 px-4 sm:px-6">
          <Link
            href="/"
            aria-label={`${config.productName}, home`}
            className="inline-flex rounded-lg"
          >
            <Wordmark name={config.productName} />
          </Link>
          <Link
            href={isSignedIn ? paths.applications : paths.signIn}
            className={buttonStyles({ variant: "secondary", size: "small" })}
          >
            {isSignedIn ? "Applications" : "Sign in"}
          </Link>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-3xl px-4 pt-8 pb-20 outline-none sm:px-6 sm:pt-10"
      >
        {children}
      </main>
    </>
  );
}
