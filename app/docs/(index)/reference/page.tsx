import { DocsLink } from "#components/docs/docs-link.tsx";
import { IndexPage } from "#components/docs/index/index-page.tsx";
import { ReferenceIndex } from "#components/docs/index/reference-index.tsx";
import { indexPages } from "#lib/docs/index-pages.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { describePage } from "../../page-metadata.ts";

export const generateMetadata = () => describePage(indexPages.reference);

export default async function ReferencePage() {
  const [, ...sections] = await listSections(getConfig());
  const { title, description } = indexPages.reference;
  return (
    <IndexPage
      title={title}
      description={
        <>
          {description} The same as an{" "}
          <DocsLink href="/api/v1/openapi.json">OpenAPI document</DocsLink>, as a{" "}
          <DocsLink href="/docs/postman.json">Postman collection</DocsLink> and as a{" "}
          <DocsLink href={paths.guide("client-libraries")}>TypeScript client</DocsLink>.
        </>
      }
    >
      <ReferenceIndex sections={sections} level={2} />
    </IndexPage>
  );
}
