import { PageTitle } from "#app/page-title.tsx";
import { Link } from "#components/navigation/link.tsx";
import { buttonStyles } from "#components/ui/button-styles.ts";
import { paths } from "#lib/paths.ts";

export default function ApiKeyNotFound() {
  return (
    <div className="flex flex-col items-start py-10">
      <PageTitle>API key not found</PageTitle>
      <h1 className="font-semibold text-2xl tracking-tight">API key not found</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted leading-7">
        No API key of yours has this address. It may belong to another company, or its application
        has been deleted.
      </p>
      <Link href={paths.applications} className={buttonStyles({ variant: "secondary" })}>
        See your applications
      </Link>
    </div>
  );
}
