import { getConfig } from "#lib/runtime/config.ts";

/** Title of a page that can't export metadata, such as "not found" inside a layout. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · ${getConfig().productName}`}</title>;
}
