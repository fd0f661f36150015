const noSuchTable = "42P01";
const insufficientPrivilege = "42501";
const outage = /^(E[A-Z_]+|\w*TIMEOUT|CONNECTION_\w+)$/;

/** Describes an error for a terminal, without the statement that Drizzle adds to the driver's. */
export function explainFailure(error: unknown): string {
  const { code, message } = inspect(error);
  if (code === noSuchTable) {
    return "This isn't a Keysmith database, or it's from an older version. Start Keysmith on it once.";
  }
  if (code === insufficientPrivilege) {
    return `${message}. Set MIGRATION_DATABASE_URL to the database with the role that owns the schema.`;
  }
  return outage.test(code)
    ? `The database doesn't respond (${code}). Check DATABASE_URL.`
    : message;
}

function inspect(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  if (error.message.startsWith("Failed query")) return inspect(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: error.message };
}
