import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsPage } from "#components/docs/docs-page.tsx";
import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { OperationView } from "#components/docs/reference/operation-view.tsx";
import { Console } from "#components/reference/console/console.tsx";
import { forReader } from "#lib/docs/for-reader.ts";
import { findNeighbours } from "#lib/docs/navigation.ts";
import { idempotencyText } from "#lib/docs/operation-markdown.ts";
import { describeOperation, findOperation } from "#lib/docs/operation-page.ts";
import { paths } from "#lib/paths.ts";
import { describeForConsole } from "#lib/reference/console.ts";
import { describePage } from "../../page-metadata.ts";
import { readPlace } from "../../place.ts";

type Props = PageProps<"/docs/reference/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { config, url } = await readPlace();
  const operation = findOperation((await params).name, config);
  if (!operation) return {};
  const { path, title, description } = describeOperation(operation, url, config);
  return describePage({ path, title, description });
}

export default async function OperationReferencePage({ params }: Props) {
  const { config, url } = await readPlace();
  const operation = findOperation((await params).name, config);
  if (!operation) notFound();
  const page = describeOperation(operation, url, config);
  return (
    <DocsPage
      path={page.path}
      section={{ title: page.group, path: paths.reference }}
      title={page.title}
      description={<InlineMarkdown>{page.description}</InlineMarkdown>}
      neighbours={await findNeighbours(page.path, config)}
    >
      <OperationView
        page={page}
        idempotencyText={forReader(idempotencyText, config)}
        console={
          <Console
            key={operation.id}
            operation={describeForConsole(operation, config)}
            origin={url}
            servers={config.servers}
          />
        }
      />
    </DocsPage>
  );
}
