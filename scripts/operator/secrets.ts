import { AppError } from "#lib/errors.ts";
import type { SecretList, SecretName, SecretVersion } from "#lib/secret-list.ts";
import { addSecretVersion } from "#lib/secrets/add.ts";
import { type ListedVersion, listSecretVersions } from "#lib/secrets/list-versions.ts";
import { retireSecret } from "#lib/secrets/retire.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";
import { toTable } from "#scripts/operator/table.ts";
import type { Installation } from "#scripts/start/installation.ts";
import { generateSecretText, readKeptSecret, writeKeptSecret } from "#scripts/start/secrets.ts";

const secrets: Record<string, SecretName> = {
  "key-hash": "KEYSMITH_KEY_HASH_SECRET",
  session: "KEYSMITH_SESSION_SECRET",
  sealing: "KEYSMITH_SEALING_SECRET",
};
const words = "NAME is key-hash, session or sealing.";
const guide = "docs/operations/secrets.md describes all steps, also for several instances.";

export const secretCommands: Command[] = [
  {
    usage: "secret list",
    summary: "list the versions of the server's secrets, newest first",
    help: [
      "`first` creates new values here, `accepted` is still accepted, `missing` isn't set here, and\n" +
        "`retired` is no longer accepted. USED is when an instance last created new values with it. NEEDED BY\n" +
        "counts what would stop working without it.",
    ],
    run: async (ctx, _argument, _options, installation) => {
      const versions = await listSecretVersions(ctx, installation);
      const rows = versions.map((each) => [
        getWord(each.name),
        `v${each.version}`,
        each.retiredAt ? `retired ${each.retiredAt}` : each.status,
        each.madeAt ?? "never",
        formatDependents(each),
      ]);
      return {
        text: toTable(["NAME", "VERSION", "STATUS", "USED", "NEEDED BY"], rows),
        json: versions,
      };
    },
  },
  {
    usage: "secret add NAME",
    summary: "create the next version of a secret, which is accepted but not used yet",
    help: [
      words,
      "For the secrets of the data folder, it's written there and takes effect after a restart. If the\n" +
        "secret comes from the environment, it's printed only once, for you to set on each instance.",
      guide,
    ],
    run: async (ctx, argument, _options, installation) => {
      const name = readName(argument);
      const list = installation[name];
      const dir = await findKeeper(installation, name);
      const made = await addSecretVersion(ctx, name, generateSecretText(), installation);
      const { version } = made;
      if (dir) {
        await writeKeptSecret(dir, name, [list[0], made, ...list.slice(1)]);
        const text = `Added v${version} of ${name}. Restart, then run: npm run operator -- secret promote ${argument}`;
        return { text, json: { name, version } };
      }
      const entry = `v${version}:${made.text}`;
      const text = [
        `The new version of ${name}, shown only once:`,
        `  ${entry}`,
        "Add it after the current value on every instance. A value without a version is v1:",
        `  ${name}=${list.map((each) => `v${each.version}:…`).join(",")},${entry}`,
        guide,
      ].join("\n\n");
      return { text, json: { name, version, entry } };
    },
  },
  {
    usage: "secret promote NAME",
    summary: "create new values with the newest version of a secret, after the next restart",
    help: [
      words,
      "For the secrets of the data folder. If a secret comes from the environment, put the newest\n" +
        "version first there when every instance has it.",
      guide,
    ],
    run: async (_ctx, argument, _options, installation) => {
      const name = readName(argument);
      const dir = await findKeeper(installation, name);
      if (!dir) {
        const problem = `${name} comes from the environment`;
        throw new AppError("conflict", `${problem}: put the newest version first on each instance`);
      }
      const list = [...installation[name]].sort((a, b) => b.version - a.version);
      const [first] = list;
      if (!first || first.version === installation[name][0].version) {
        throw new AppError("conflict", `The newest version of ${name} is already first`);
      }
      await writeKeptSecret(dir, name, list);
      const text = `v${first.version} of ${name} creates new values after the next restart.`;
      return { text, json: { name, version: first.version } };
    },
  },
  {
    usage: "secret retire NAME --version VERSION [--force]",
    summary: "retire a version of a secret that is no longer needed",
    help: [
      `${words} VERSION is its number, such as v1.`,
      "Refused while something depends on the version; the output says what. --force retires it\n" +
        "anyway: what depends on it stops working when the instances start without it.",
      "Then remove it from the environment of each instance and restart them one after another. From\n" +
        "the data folder it is removed here.",
      guide,
    ],
    run: async (ctx, argument, { version: text = "", force }, installation) => {
      const name = readName(argument);
      const version = readVersion(text);
      const dir = await findKeeper(installation, name);
      const isForced = force !== undefined;
      const stopped = await retireSecret(ctx, { name, version, isForced }, installation);
      if (dir) await writeKeptSecret(dir, name, withoutVersion(installation[name], version));
      const lines = [
        `Retired v${version} of ${name}. ${dir ? "Restart to stop accepting it." : "Remove it from the environment of each instance."}`,
        ...(stopped.length > 0 ? ["It was still needed by:", ...stopped.map(formatDependent)] : []),
      ];
      return { text: lines.join("\n"), json: { name, version, stopped } };
    },
  },
];

function readName(word: string): SecretName {
  const name = secrets[word];
  if (name) return name;
  throw new UsageError(`There is no secret "${word}". ${words}`);
}

function getWord(name: SecretName): string {
  return Object.keys(secrets).find((word) => secrets[word] === name) ?? name;
}

function readVersion(text: string): number {
  const [, number] = /^v?([1-9]\d{0,3})$/.exec(text) ?? [];
  if (number) return Number(number);
  throw new UsageError(`"${text}" is not a version such as v1.`);
}

/** Returns the data folder that keeps a secret; null where it comes from the environment. */
async function findKeeper(installation: Installation, name: SecretName): Promise<string | null> {
  const dir = installation.secretsDir;
  if (dir === null) return null;
  const kept = await readKeptSecret(dir, name);
  return JSON.stringify(kept) === JSON.stringify(installation[name]) ? dir : null;
}

function withoutVersion(list: SecretList, version: number): SecretVersion[] {
  return list.filter((each) => each.version !== version);
}

function formatDependents({ retiredAt, dependents }: ListedVersion): string {
  if (retiredAt) return "";
  return dependents.map(formatDependent).join(", ") || "nothing";
}

function formatDependent({ what, count }: ListedVersion["dependents"][number]): string {
  return `${count.toLocaleString("en")} ${what}`;
}
