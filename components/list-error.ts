/** The errors of a list in a form, as react-hook-form keeps them: of all of it, or by index. */
export type ListError = { message?: string } | readonly ({ message?: string } | undefined)[];

/** A sentence for each entry at fault, which it names, or one for the list. */
export function listSentences(error: ListError | undefined, entries: readonly string[]): string[] {
  if (!error) return [];
  const byEntry = Object.entries(error).flatMap(([index, fault]) => {
    const entry = entries[Number(index)];
    return entry !== undefined && fault?.message ? [`${entry}: ${fault.message}`] : [];
  });
  if (byEntry.length > 0 || !("message" in error) || !error.message) return byEntry;
  return [error.message];
}
