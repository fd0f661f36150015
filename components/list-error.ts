/** Errors of a list field in react-hook-form: for the whole list, or by index. */
export type ListError = { message?: string } | readonly ({ message?: string } | undefined)[];

/** Returns a sentence for each invalid entry, with its value, or one for the list. */
export function listSentences(error: ListError | undefined, entries: readonly string[]): string[] {
  if (!error) return [];
  const byEntry = Object.entries(error).flatMap(([index, fault]) => {
    const entry = entries[Number(index)];
    return entry !== undefined && fault?.message ? [`${entry}: ${fault.message}`] : [];
  });
  if (byEntry.length > 0 || !("message" in error) || !error.message) return byEntry;
  return [error.message];
}
