import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findGuide } from "#lib/docs/guides.ts";
import { paths } from "#lib/paths.ts";
import { GuideView } from "../../guide-view.tsx";
import { readPlace } from "../../place.ts";

type Props = PageProps<"/docs/guides/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = await findGuide((await params).name);
  return guide ? { title: guide.title, description: guide.description } : {};
}

export default async function GuidePage({ params }: Props) {
  const guide = await findGuide((await params).name);
  if (!guide) notFound();
  const { url } = await readPlace();
  return <GuideView path={paths.guide(guide.name)} page={guide} origin={url} />;
}
