import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { BrandFooter } from "#app/brand-footer.tsx";
import { ProductLogo } from "#app/product-logo.tsx";
import { LanguageProvider } from "#components/docs/code/language-choice.tsx";
import { DocsSkeleton } from "#components/docs/docs-skeleton.tsx";
import { DocsMenu } from "#components/docs/navigation/docs-menu.tsx";
import { DocsNav } from "#components/docs/navigation/docs-nav.tsx";
import { SearchDialog } from "#components/docs/search/search-dialog.tsx";
import { Link } from "#components/navigation/link.tsx";
import { LoadingState } from "#components/navigation/loading-state.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { languageCookie } from "#lib/docs/schema.ts";
import { paths } from "#lib/paths.ts";
import { findPortal } from "#lib/portal/session.ts";
import { getConfig } from "#lib/runtime/config.ts";

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const config = getConfig();
  const [portal, jar, sections] = await Promise.all([
    findPortal(),
    cookies(),
    listSections(config),
  ]);
  return (
    <LanguageProvider initial={jar.get(languageCookie)?.value ?? ""}>
      <a
        href="#content"
        className="sr-only rounded-lg bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      <header
        data-docs-header
        className="sticky top-0 z-40 border-border border-b bg-surface print:hidden"
      >
        <div className="mx-auto flex h-14 max-w-[90rem] items-center gap-2 px-4 sm:px-6">
          <DocsMenu sections={sections} />
          <Link
            href="/"
            aria-label={`${config.productName}, home`}
            className="inline-flex rounded-lg max-sm:[&_[data-product-name]]:sr-only"
          >
            <ProductLogo />
          </Link>
          <Link
            href={paths.docs}
            className="rounded-lg px-2.5 py-1.5 text-muted text-sm hover:text-text max-sm:hidden"
          >
            Docs
          </Link>
          <div className="ml-auto flex items-center gap-2">
            <SearchDialog />
            <Link
              href={portal ? paths.applications : paths.signIn}
              className={buttonStyles({ variant: "secondary", className: "h-9" })}
            >
              {portal ? "Applications" : "Sign in"}
            </Link>
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-[90rem] px-4 sm:px-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-x-10 xl:gap-x-14 print:block">
        <div className="hidden py-8 lg:sticky lg:top-14 lg:-ml-2.5 lg:block lg:h-[calc(100dvh-3.5rem)] lg:overflow-y-auto noscript:block print:hidden!">
          <DocsNav sections={sections} />
        </div>
        <main id="content" tabIndex={-1} className="min-w-0 pt-8 pb-20 outline-none sm:pt-10">
          <LoadingState fallback={<DocsSkeleton />}>{children}</LoadingState>
          <BrandFooter className="mt-16 border-border border-t pt-6 print:hidden" />
        </main>
      </div>
    </LanguageProvider>
  );
}
