import type { ReactNode } from "react";
import { ConsoleProviders } from "#components/reference/console/console-providers.tsx";
import { findPortal } from "#lib/portal/session.ts";

export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const portal = await findPortal();
  return <ConsoleProviders merchantId={portal?.merchantId ?? null}>{children}</ConsoleProviders>;
}
