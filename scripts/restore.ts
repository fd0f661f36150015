import { runFileCommand } from "#scripts/backup/command.ts";
import { restoreInstallation } from "#scripts/backup/restore.ts";

await runFileCommand(
  "Usage: npm run restore -- FILE\n\nRestores a backup to a data folder that has the secrets and no database yet.",
  restoreInstallation,
);
