import { notFound } from "next/navigation";
import { isHidden } from "#lib/docs/hidden.ts";
import { secretScanningGuide, writeSecretScanning } from "#lib/docs/secret-scanning.ts";
import { paths } from "#lib/paths.ts";
import { GuideView } from "../guide-view.tsx";
import { describePage } from "../page-metadata.ts";
import { readPlace } from "../place.ts";

export const generateMetadata = () =>
  describePage({ ...secretScanningGuide, path: paths.secretScanning });

export default async function SecretScanningPage() {
  const { config, url } = await readPlace();
  if (isHidden(paths.secretScanning, config)) notFound();
  const page = { ...secretScanningGuide, content: writeSecretScanning(config, url) };
  return <GuideView path={paths.secretScanning} page={page} origin={url} />;
}
