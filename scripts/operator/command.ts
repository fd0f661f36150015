import type { Context } from "#lib/context.ts";

/** What a command has to say: for people, and for scripts with `--json`. */
export interface Outcome {
  text: string;
  json: unknown;
}

export interface Command {
  /**
   * As it is typed, such as `merchant create NAME --owner EMAIL`; a word in capitals stands for what
   * the operator chooses.
   */
  usage: string;
  summary: string;
  /** Further paragraphs of its help. */
  help: string[];
  /** `options` by their names. Throws UsageError, and AppError with a message for the operator. */
  run(ctx: Context, argument: string, options: Record<string, string>): Promise<Outcome>;
}

/** The command was not typed as it should be; the message says what is wrong. */
export class UsageError extends Error {}

interface Usage {
  /** The fixed words that name the command. */
  words: string[];
  /** What follows them, if anything does. */
  argument: string | null;
  /** All of them needed. */
  options: { name: string; value: string }[];
}

const optionForm = /--([a-z-]+) ([A-Z]+)/g;

/** What a command's usage declares. */
export function readUsage({ usage }: Command): Usage {
  const options = Array.from(usage.matchAll(optionForm), ([, name = "", value = ""]) => ({
    name,
    value,
  }));
  const parts = usage.replace(optionForm, "").trim().split(" ");
  const words = parts.filter((part) => part !== part.toUpperCase());
  return { words, argument: parts[words.length] ?? null, options };
}
