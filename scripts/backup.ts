import { runFileCommand } from "#scripts/backup/command.ts";
import { createBackup } from "#scripts/backup/create.ts";

await runFileCommand(
  "Usage: npm run backup -- FILE\n\nWrites the embedded database to a new file, as SQL. A name that ends with .gz compresses it.",
  createBackup,
);
