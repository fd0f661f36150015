import { GuideIndex } from "#components/docs/index/guide-index.tsx";
import { IndexPage } from "#components/docs/index/index-page.tsx";
import { indexPages } from "#lib/docs/index-pages.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { describePage } from "../../page-metadata.ts";

export const generateMetadata = () => describePage(indexPages.guides);

export default async function GuidesPage() {
  const [guides] = await listSections(getConfig());
  return <IndexPage {...indexPages.guides}>{guides && <GuideIndex section={guides} />}</IndexPage>;
}
