import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findGuide } from "#lib/docs/guides.ts";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { GuideView } from "../../guide-view.tsx";
import { describePage } from "../../page-metadata.ts";
import { readPlace } from "../../place.ts";

type Props = PageProps<"/docs/guides/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = await findGuide((await params).name, getConfig());
  return guide ? describePage({ ...guide, path: paths.guide(guide.name) }) : {};
}

export default async function GuidePage({ params }: Props) {
  const { config, url } = await readPlace();
  const guide = await findGuide((await params).name, config);
  if (!guide) notFound();
  return <GuideView path={paths.guide(guide.name)} page={guide} origin={url} />;
}
