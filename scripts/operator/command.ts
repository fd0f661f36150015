import type { Context } from "#lib/context.ts";

/** What a command has to say: for people, and for scripts with `--json`. */
export interface Outcome {
  text: string;
  json: unknown;
}

export interface Command {
  /**
   * As it is typed, such as `merchant create NAME --owner EMAIL`; a word in capitals stands for what
   * the operator chooses, and an option in brackets may be left out: `[--page PAGE] [--unhelpful]`.
   */
  usage: string;
  summary: string;
  /** Further paragraphs of its help. */
  help: string[];
  /** Those `options` that are given, by their names; "" where one has no value. Throws UsageError, and AppError with a message for the operator. */
  run(ctx: Context, argument: string, options: Record<string, string>): Promise<Outcome>;
}

/** The command was not typed as it should be; the message says what is wrong. */
export class UsageError extends Error {}

interface Usage {
  /** The fixed words that name the command. */
  words: string[];
  /** What follows them, if anything does. */
  argument: string | null;
  options: Option[];
}

interface Option {
  name: string;
  /** Null for one that is only given or not. */
  value: string | null;
  isNeeded: boolean;
}

const optionForm = /(\[?)--([a-z-]+)(?: ([A-Z]+))?\]?/g;

/** What a command's usage declares. */
export function readUsage({ usage }: Command): Usage {
  const options = Array.from(
    usage.matchAll(optionForm),
    ([, bracket, name = "", value = null]) => ({ name, value, isNeeded: bracket === "" }),
  );
  const parts = usage.replace(optionForm, "").trim().split(" ");
  const words = parts.filter((part) => part !== part.toUpperCase());
  return { words, argument: parts[words.length] ?? null, options };
}
