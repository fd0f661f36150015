import type { Context } from "#lib/context.ts";

/** What a command has to say: for people, and for scripts with `--json`. */
export interface Outcome {
  text: string;
  json: unknown;
}

export interface Command {
  /** As it is typed; a word in capitals stands for what the operator chooses. */
  usage: string;
  summary: string;
  /** Further paragraphs of its help. */
  help: string[];
  /** Throws UsageError, and AppError with a message for the operator. */
  run(ctx: Context, argument: string): Promise<Outcome>;
}

/** The command was not typed as it should be; the message says what is wrong. */
export class UsageError extends Error {}

/** The fixed words of a command, and the name of what follows them, if anything does. */
export function readUsage({ usage }: Command): { words: string[]; argument: string | null } {
  const parts = usage.split(" ");
  const words = parts.filter((part) => part !== part.toUpperCase());
  return { words, argument: parts[words.length] ?? null };
}
