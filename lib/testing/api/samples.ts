import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const mark = "--- the next sample ---";

interface Runner {
  name: string;
  command: string[];
  extension: string;
  /** A command that succeeds if the samples can run. */
  probe: string[];
  needs: string;
  /** Prints `mark`; without it each sample is a program of its own. */
  printMark?: string;
  /** Makes a sample print JSON, without other changes. */
  preamble?: string;
}

const runners = {
  bash: {
    name: "cURL",
    command: ["bash", "-euo", "pipefail"],
    extension: "sh",
    probe: ["bash", "-c", "command -v curl jq openssl"],
    needs: "bash with curl, jq and openssl",
    printMark: `echo "${mark}"`,
  },
  python: {
    name: "Python",
    command: ["python3"],
    extension: "py",
    probe: ["python3", "-c", "import requests"],
    needs: "python3 with requests",
    printMark: `print("${mark}")`,
    preamble: `import builtins as _builtins, json as _json
def print(value):
    _builtins.print(value if isinstance(value, str) else _json.dumps(value))`,
  },
  js: {
    name: "JavaScript",
    command: [process.execPath],
    extension: "mjs",
    probe: [process.execPath, "--version"],
    needs: "Node.js",
    printMark: `console.log("${mark}");`,
    preamble: `console.log = (value) =>
  process.stdout.write((typeof value === "string" ? value : JSON.stringify(value)) + "\\n");`,
  },
  go: {
    name: "Go",
    command: [],
    extension: "go",
    probe: ["go", "version"],
    needs: "go",
  },
  ruby: {
    name: "Ruby",
    command: ["ruby"],
    extension: "rb",
    probe: ["ruby", "--version"],
    needs: "ruby",
    printMark: `puts "${mark}"`,
  },
} as const satisfies Record<string, Runner>;

export type Language = keyof typeof runners;

export const languages = Object.keys(runners) as Language[];

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(runners, name);
}

export function describeLanguage(language: Language): { name: string; needs: string } {
  return runners[language];
}

/** Returns whether this machine can run samples in a language. */
export async function canRun(language: Language): Promise<boolean> {
  const [file, ...args] = runners[language].probe;
  return run(file, args).then(
    () => true,
    () => false,
  );
}

/** Runs samples in order, like one reader; returns the output of each. */
export async function runSamples(language: Language, samples: string[]): Promise<string[]> {
  const { printMark, preamble = "" }: Runner = runners[language];
  if (!printMark) return runPrograms(samples);
  const script = [preamble, samples.join(`\n${printMark}\n`)].join("\n");
  return (await runScript(language, script)).split(`${mark}\n`);
}

/** Runs Go programs as packages of one program, because linking each takes longer than the rest. */
async function runPrograms(programs: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-samples-"));
  try {
    await writeFile(join(folder, "go.mod"), "module samples\n\ngo 1.19\n");
    const names = programs.map((_, place) => `sample${place}`);
    for (const [place, program] of programs.entries()) {
      const name = names[place] ?? "";
      await mkdir(join(folder, name));
      const code = program
        .replace(/^package main$/m, `package ${name}`)
        .replace(/^func main\(\)/m, "func Run()");
      await writeFile(join(folder, name, "sample.go"), code);
    }
    const imports = names.map((name) => `\t"samples/${name}"`).join("\n");
    const calls = names.map((name) => `\t${name}.Run()`).join(`\n\tfmt.Println("${mark}")\n`);
    const main = `package main\n\nimport (\n\t"fmt"\n${imports}\n)\n\nfunc main() {\n${calls}\n\tfmt.Print()\n}\n`;
    await writeFile(join(folder, "main.go"), main);
    const { stdout } = await run("go", ["run", "."], { cwd: folder, timeout: 180_000 });
    return stdout.split(`${mark}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runScript(language: Language, script: string): Promise<string> {
  const { command, extension } = runners[language];
  const folder = await mkdtemp(join(tmpdir(), "keysmith-samples-"));
  try {
    const path = join(folder, `samples.${extension}`);
    await writeFile(path, script);
    const [file = "", ...args]: readonly string[] = command;
    const { stdout } = await run(file, [...args, path], { timeout: 40_000 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
