import { DocsLink } from "#components/docs/docs-link.tsx";
import { IndexPage } from "#components/docs/index/index-page.tsx";
import { ReferenceIndex } from "#components/docs/index/reference-index.tsx";
import { isHidden } from "#lib/docs/hidden.ts";
import { indexPages } from "#lib/docs/index-pages.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { describePage } from "../../page-metadata.ts";

export const generateMetadata = () => describePage(indexPages.reference);

const clientGuide = paths.guide("client-libraries");

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
          <DocsLink href="/docs/postman.json">Postman collection</DocsLink>
          {isHidden(clientGuide, getConfig()) ? (
            "."
          ) : (
            <>
              {" "}
              and as a <DocsLink href={clientGuide}>TypeScript client</DocsLink>.
            </>
          )}
        </>
      }
    >
      <ReferenceIndex sections={sections} level={2} />
    </IndexPage>
  );
}
