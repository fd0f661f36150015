import { finishRestore, formatConsequences } from "#scripts/backup/restore.ts";
import { type Command, UsageError } from "#scripts/operator/command.ts";

export const restoreCommands: Command[] = [
  {
    usage: "restore finish [--taken-at WHEN]",
    summary: "make a database that you restored with other tools safe to serve",
    help: [
      "For databases restored with psql, pg_restore, or to a point in time, before Keysmith starts\n" +
        "on them. npm run restore does this itself.",
      "Signs everyone out, invalidates emailed links, and makes revocations wait for verifiers that still\n" +
        "trust their cache. --taken-at records the time of the backup in the audit log.",
    ],
    run: async (_ctx, _argument, { "taken-at": takenAt }, installation) => {
      const time = takenAt === undefined ? null : new Date(takenAt);
      if (time && Number.isNaN(time.getTime())) {
        throw new UsageError("--taken-at takes a time such as 2027-01-31T13:30:00Z.");
      }
      await finishRestore(installation, time);
      return { text: formatConsequences(time), json: { takenAt: time } };
    },
  },
];
