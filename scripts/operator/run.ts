import { parseArgs } from "node:util";
import { auditCommands } from "#scripts/operator/audit.ts";
import {
  type Command,
  type Description,
  readUsage,
  type StandaloneCommand,
  UsageError,
} from "#scripts/operator/command.ts";
import { doctorCommands } from "#scripts/operator/doctor.ts";
import { explainFailure } from "#scripts/operator/failure.ts";
import { feedbackCommands } from "#scripts/operator/feedback.ts";
import { formatHelp, formatUsage } from "#scripts/operator/help.ts";
import { merchantCommands } from "#scripts/operator/merchants.ts";
import { withInstallation } from "#scripts/operator/open.ts";
import { personCommands } from "#scripts/operator/people.ts";
import { restoreCommands } from "#scripts/operator/restores.ts";
import { secretCommands } from "#scripts/operator/secrets.ts";
import { serviceTokenCommands } from "#scripts/operator/service-tokens.ts";
import { signingKeyCommands } from "#scripts/operator/signing-keys.ts";

const commands: (Command | StandaloneCommand)[] = [
  ...serviceTokenCommands,
  ...merchantCommands,
  ...personCommands,
  ...signingKeyCommands,
  ...secretCommands,
  ...auditCommands,
  ...feedbackCommands,
  ...restoreCommands,
  ...doctorCommands,
];

/** Options of every command. A command's own option gets repeated values joined with commas. */
const generalOptions = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;
const ownOptions = Object.fromEntries(
  commands
    .flatMap((command) => readUsage(command).options)
    .map(({ name, value }) => [
      name,
      value === null
        ? ({ type: "boolean" } as const)
        : ({ type: "string", multiple: true } as const),
    ]),
);

export interface Result {
  /** 0 success, 1 failure, 2 typed incorrectly, 3 success that found a problem. */
  exitCode: 0 | 1 | 2 | 3;
  text: string;
}

/** Runs the arguments of `npm run operator --`. */
export async function runOperator(args: string[]): Promise<Result> {
  try {
    return await run(args);
  } catch (error) {
    return { exitCode: error instanceof UsageError ? 2 : 1, text: explainFailure(error) };
  }
}

async function run(args: string[]): Promise<Result> {
  const { values, positionals } = readArguments(args);
  const meant = commands.filter((command) => isMeant(command, positionals));
  if (values.help) return { exitCode: 0, text: formatHelp(meant.length > 0 ? meant : commands) };
  const command = requireOne(meant, positionals);
  const argument = requireArgument(command, positionals);
  const options = requireOptions(command, values);
  const { text, json, hasProblems } =
    "runAlone" in command
      ? await command.runAlone()
      : await withInstallation((ctx, installation) =>
          command.run(ctx, argument, options, installation),
        );
  return {
    exitCode: hasProblems ? 3 : 0,
    text: values.json ? JSON.stringify(json, null, 2) : text,
  };
}

function readArguments(args: string[]) {
  try {
    const options = { ...ownOptions, ...generalOptions };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Returns whether the typed words are the command or its beginning. */
function isMeant(command: Description, positionals: string[]): boolean {
  const typed = positionals.slice(0, 2);
  return typed.every((word, index) => readUsage(command).words[index] === word);
}

function requireOne<C extends Description>(meant: C[], positionals: string[]): C {
  const [command] = meant;
  if (command && positionals.length >= Math.min(2, readUsage(command).words.length)) return command;
  const typed = positionals.slice(0, 2).join(" ");
  const problem = meant.length > 0 ? "Enter a command." : `There is no command "${typed}".`;
  throw new UsageError(`${problem}\n\n${formatHelp(meant.length > 0 ? meant : commands)}`);
}

function requireArgument(command: Description, positionals: string[]): string {
  const { words, argument } = readUsage(command);
  const given = positionals.slice(words.length);
  if (given.length === (argument === null ? 0 : 1)) return given[0] ?? "";
  const problem =
    given.length === 0 ? `${argument} is missing.` : `"${given.at(-1)}" is not expected.`;
  throw new UsageError(`${problem}\n\n${formatUsage(command)}`);
}

function requireOptions(
  command: Description,
  values: Record<string, unknown>,
): Record<string, string> {
  const { options } = readUsage(command);
  const strange = Object.keys(values).find(
    (name) => !(name in generalOptions) && !options.some((option) => option.name === name),
  );
  const missing = options.find(({ name, isNeeded }) => isNeeded && values[name] === undefined);
  if (strange === undefined && !missing) {
    const given = options.filter(({ name }) => values[name] !== undefined);
    return Object.fromEntries(
      given.map(({ name, value }) => [name, value === null ? "" : String(values[name])]),
    );
  }
  const problem = missing
    ? `--${missing.name} ${missing.value} is missing.`
    : `Unknown option '--${strange}'.`;
  throw new UsageError(`${problem}\n\n${formatUsage(command)}`);
}
