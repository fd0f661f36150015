import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  describeLanguage,
  isLanguage,
  type Language,
  languages,
} from "#lib/testing/api/samples.ts";

const docs = new URL("../../docs/", import.meta.url);
/** Guides for operators, which are at the same path if the operator shows them. */
const forOperators = ["operations/gateways.md"];
const fence = /^```(\w+)(.*)\n([\s\S]*?)^```$/gm;

export interface Sample {
  language: Language;
  code: string;
  /** The expected output in the guide: JSON of this shape, or lines of text. */
  expected: { kind: "json" | "text"; text: string } | null;
}

export interface Guide {
  name: string;
  text: string;
  samples: Sample[];
}

export async function readGuides(): Promise<Guide[]> {
  const names = (await readdir(new URL("guides", docs))).filter((name) => name.endsWith(".md"));
  const paths = [...names.sort().map((name) => `guides/${name}`), ...forOperators];
  const guides = paths.map(async (path) => {
    const text = await readFile(new URL(path, docs), "utf8");
    return { name: basename(path, ".md"), text, samples: findSamples(text) };
  });
  return Promise.all(guides);
}

/** Lists the ids of headings that set one. */
export function findHeadingIds({ text }: Guide): string[] {
  return [...text.matchAll(/^#+ .*\{#([a-z-]+)\}$/gm)].map(([, id = ""]) => id);
}

/** Finds the runnable blocks in order; adjacent ones are one sample in several languages. */
function findSamples(text: string): Sample[] {
  const samples: Sample[] = [];
  let together: Sample[] = [];
  let end = 0;
  for (const { 0: block, 1: kind = "", 2: info = "", 3: code = "", index } of text.matchAll(
    fence,
  )) {
    if (text.slice(end, index).trim() !== "") together = [];
    end = index + block.length;
    if (kind === "json" || kind === "text") {
      for (const sample of together) sample.expected = { kind, text: code };
      together = [];
    } else if (!info.split(" ").includes("no-run")) {
      const sample: Sample = { language: readLanguage(kind, info), code, expected: null };
      requireOrder([...together, sample]);
      samples.push(sample);
      together.push(sample);
    }
  }
  return samples;
}

function readLanguage(kind: string, info: string): Language {
  if (!isLanguage(kind)) throw new Error(`Nothing runs a sample in ${kind}`);
  const { name } = describeLanguage(kind);
  if (!info.includes(`tab="${name}"`)) throw new Error(`A sample in ${kind} needs tab="${name}"`);
  return kind;
}

function requireOrder(together: Sample[]): void {
  const order = together.map(({ language }) => languages.indexOf(language));
  const isInOrder = order.every((rank, index) => index === 0 || rank > (order[index - 1] ?? -1));
  if (!isInOrder) throw new Error(`Not in the order of languages:\n${together.at(-1)?.code}`);
}
