import { PageTitle } from "#app/page-title.tsx";
import { Link } from "#components/navigation/link.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { paths } from "#lib/paths.ts";

export default function DocsNotFound() {
  return (
    <div className="flex flex-col items-start py-6">
      <PageTitle>Page not found</PageTitle>
      <h1 className="font-semibold text-2xl tracking-tight">Page not found</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted leading-7">
        The documentation has no page at this address. It may have been renamed: look for it in the
        list of pages, or search.
      </p>
      <Link href={paths.docs} className={buttonStyles({ variant: "secondary" })}>
        See all pages
      </Link>
    </div>
  );
}
