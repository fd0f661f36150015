/** Ends a text with a full stop, unless it ends a sentence already, as in "Acme Inc.". */
export function withFullStop(text: string): string {
  return /[.!?…。]$/u.test(text) ? text : `${text}.`;
}
