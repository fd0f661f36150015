/** An email before it is plain text or HTML. All its texts are plain. */
export interface Letter {
  subject: string;
  /** What an inbox shows after the subject; the first paragraph by default. */
  preheader?: string;
  /** May have several lines. A line that is a URL becomes a link. */
  paragraphs: readonly string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Paragraphs after the action. */
  notes?: readonly string[];
  /** Why the person gets it. */
  reason: string;
}

/** Writes the plain-text part. */
export function writeLetterText(letter: Letter, productName: string): string {
  const { paragraphs, action, notes = [], reason } = letter;
  const url = action ? [action.url] : [];
  return [...paragraphs, ...url, ...notes, reason, productName].join("\n\n");
}

/** Returns an email with both of its forms. */
export function composeMail(
  { config }: { config: { productName: string } },
  letter: Letter,
): { subject: string; text: string; letter: Letter } {
  const { subject } = letter;
  return { subject, text: writeLetterText(letter, config.productName), letter };
}
