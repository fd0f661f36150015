import type { Context } from "#lib/context.ts";
import type { Installation } from "#scripts/start/installation.ts";

/** Result of a command: text for people, and data for scripts with `--json`. */
export interface Outcome {
  text: string;
  json: unknown;
  /** Whether it found something wrong, so that scripts notice. */
  hasProblems?: boolean;
}

export interface Description {
  /**
   * As typed, such as `merchant create NAME --owner EMAIL`; a word in capitals is a value, and an
   * option in brackets is optional: `[--page PAGE] [--unhelpful]`.
   */
  usage: string;
  summary: string;
  /** Additional paragraphs of its help. */
  help: string[];
}

export interface Command extends Description {
  /** Those `options` that are given, by their names; "" where one has no value. Throws UsageError, and AppError with a message for the operator. */
  run(
    ctx: Context,
    argument: string,
    options: Record<string, string>,
    installation: Installation,
  ): Promise<Outcome>;
}

/** A command that finds the installation itself, because it may be broken. */
export interface StandaloneCommand extends Description {
  runAlone(): Promise<Outcome>;
}

/** A command that was typed incorrectly; the message says what is wrong. */
export class UsageError extends Error {}

interface Usage {
  /** The fixed words that name the command. */
  words: string[];
  /** The argument after them, if any. */
  argument: string | null;
  options: Option[];
}

interface Option {
  name: string;
  /** Null for a flag. */
  value: string | null;
  isNeeded: boolean;
}

const optionForm = /(\[?)--([a-z-]+)(?: ([A-Z]+))?\]?/g;

/** Parses the usage of a command. */
export function readUsage({ usage }: Description): Usage {
  const options = Array.from(
    usage.matchAll(optionForm),
    ([, bracket, name = "", value = null]) => ({ name, value, isNeeded: bracket === "" }),
  );
  const parts = usage.replace(optionForm, "").trim().split(" ");
  const words = parts.filter((part) => part !== part.toUpperCase());
  return { words, argument: parts[words.length] ?? null, options };
}
