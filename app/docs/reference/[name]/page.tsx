import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsPage } from "#components/docs/docs-page.tsx";
import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { OperationView } from "#components/docs/reference/operation-view.tsx";
import { Console } from "#components/reference/console/console.tsx";
import { findNeighbours } from "#lib/docs/navigation.ts";
import { idempotencyText } from "#lib/docs/operation-markdown.ts";
import { describeOperation, findOperation, getOperationName } from "#lib/docs/operation-page.ts";
import { paths } from "#lib/paths.ts";
import { describeForConsole } from "#lib/reference/console.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { describePage } from "../../page-metadata.ts";
import { readPlace } from "../../place.ts";

type Props = PageProps<"/docs/reference/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const operation = findOperation((await params).name, getConfig());
  if (!operation) return {};
  const { summary, description } = operation;
  const path = paths.operation(getOperationName(operation));
  return describePage({ path, title: summary, description });
}

export default async function OperationReferencePage({ params }: Props) {
  const operation = findOperation((await params).name, getConfig());
  if (!operation) notFound();
  const { url } = await readPlace();
  const page = describeOperation(operation, url);
  return (
    <DocsPage
      path={page.path}
      section={{ title: page.group, path: paths.reference }}
      title={page.title}
      description={<InlineMarkdown>{page.description}</InlineMarkdown>}
      neighbours={await findNeighbours(page.path, getConfig())}
    >
      <OperationView
        page={page}
        idempotencyText={idempotencyText}
        console={
          <Console key={operation.id} operation={describeForConsole(operation)} origin={url} />
        }
      />
    </DocsPage>
  );
}
