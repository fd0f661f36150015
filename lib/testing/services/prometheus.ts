import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";

/** Whether `promtool`, which comes with Prometheus, is on the PATH. */
export const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

export const rulesFolder = "deploy/prometheus";

export function promtool(args: string[], input?: string): SpawnSyncReturns<string> {
  return spawnSync("promtool", args, { input, encoding: "utf8" });
}

interface Matcher {
  label: string;
  operator: string;
  value: string;
}

/** One series selector of a PromQL expression. */
export interface Selector {
  name: string;
  matchers: Matcher[];
}

/** Finds the selectors of metrics of ours, of Node.js, of the process and of scrapes. */
export function findSelectors(expression: string): Selector[] {
  const selector = /\b((?:keysmith|nodejs|process)_\w+|keysmith:[\w:]+|up)\b(?:\{([^}]*)\})?/g;
  return [...expression.matchAll(selector)].map(([, name = "", inner = ""]) => ({
    name,
    matchers: [...inner.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map(
      ([, label = "", operator = "", value = ""]) => ({ label, operator, value }),
    ),
  }));
}

interface Rule {
  /** Name of an alert or of a recorded series. */
  name: string;
  kind: "alert" | "record";
  expression: string;
  /** The rest of the rule, as text. */
  text: string;
}

/** Reads the rules of a file, each of which begins with `- alert:` or `- record:`. */
export async function readRules(file: string): Promise<Rule[]> {
  const text = await readFile(`${rulesFolder}/${file}`, "utf8");
  return text
    .split(/^ {6}- (?=alert:|record:)/m)
    .slice(1)
    .map((rule) => {
      const [, kind = "", name = ""] = /^(alert|record): (\S+)/.exec(rule) ?? [];
      const [, folded, plain] = /^ {8}expr: (?:[>|]-?\n((?: {10}.*\n?)+)|(.*))/m.exec(rule) ?? [];
      return { name, kind: kind as Rule["kind"], expression: folded ?? plain ?? "", text: rule };
    });
}

/** Finds the strings in a Grafana dashboard that query Prometheus. */
export function findQueries(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    ["expr", "query", "definition"].includes(key) && typeof value === "string"
      ? [value]
      : findQueries(value),
  );
}
