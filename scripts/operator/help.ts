import { type Description, readUsage } from "#scripts/operator/command.ts";

const run = "npm run operator --";
const exitCodes =
  "Exits with 0 on success, 1 on failure, 2 on invalid usage, and 3 if it found\n" + "a problem.";

/** Formats the help of all commands, of those under one word, or of a single one. */
export function formatHelp(commands: readonly Description[]): string {
  const [only] = commands;
  return commands.length === 1 && only ? formatCommandHelp(only) : formatOverview(commands);
}

/** Formats how to type a command. */
export function formatUsage({ usage }: Description): string {
  return `Usage: ${run} ${usage} [--json]`;
}

function formatCommandHelp(command: Description): string {
  const { summary, help } = command;
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const verb = readUsage(command).words.at(-1) ?? "";
  const result = ["list", "summary"].includes(verb) ? `the ${verb}` : "the result";
  const json = `--json prints ${result} as JSON, for scripts.`;
  return [formatUsage(command), sentence, ...help, json, exitCodes].join("\n\n");
}

function formatOverview(commands: readonly Description[]): string {
  const lines = commands.map(({ usage, summary }) => [withoutExtras(usage), summary] as const);
  const width = Math.max(...lines.map(([usage]) => usage.length));
  return [
    `Usage: ${run} COMMAND [--json]`,
    "Commands for the operator of this installation. They use the database of DATABASE_URL,\n" +
      "with the server's secrets from the environment, or on the one in the data folder, whether\n" +
      "Keysmith is running or not.",
    lines.map(([usage, summary]) => `  ${usage.padEnd(width)}  ${summary}`).join("\n"),
    `Help on a command: ${run} ${readUsage(commands[0] as Description).words.join(" ")} --help\n` +
      "For scripts: npm run -s operator -- COMMAND --json",
    exitCodes,
  ].join("\n\n");
}

/** Removes optional options, which only the command's own help lists. */
function withoutExtras(usage: string): string {
  return usage.replace(/ \[--[^\]]*\]/g, "");
}
