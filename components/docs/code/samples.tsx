import { Highlighted } from "#components/docs/code/highlighted.tsx";
import { LanguageTabs } from "#components/docs/code/language-choice.tsx";
import type { DocsSample } from "#lib/docs/schema.ts";

interface SamplesProps {
  label: string;
  samples: readonly DocsSample[];
}

/** The same call in several languages. */
export function Samples({ label, samples }: SamplesProps) {
  const tabs = samples.map(({ language, syntax, code }) => ({
    value: language,
    text: code,
    code: <Highlighted syntax={syntax} code={code} />,
  }));
  return <LanguageTabs label={label} tabs={tabs} />;
}
