import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findGuide } from "#lib/docs/guides.ts";
import { paths } from "#lib/paths.ts";
import { GuideView } from "../../guide-view.tsx";
import { describePage } from "../../page-metadata.ts";
import { readPlace } from "../../place.ts";

type Props = PageProps<"/docs/guides/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = await findGuide((await params).name);
  return guide ? describePage({ ...guide, path: paths.guide(guide.name) }) : {};
}

export default async function GuidePage({ params }: Props) {
  const guide = await findGuide((await params).name);
  if (!guide) notFound();
  const { url } = await readPlace();
  return <GuideView path={paths.guide(guide.name)} page={guide} origin={url} />;
}
