/** Length in Unicode code points, as PostgreSQL's char_length and JSON Schema's maxLength count. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * Every secret of ours by its shape, whatever the operator's prefix and wherever in a text: API keys
 * and service tokens from their environment on, and the JWTs inside access and API tokens. Only what
 * `visible` captures may be shown.
 */
const secretShape =
  /(?<visible>_(?:live|test|svc)_[0-9A-Za-z]{4})[0-9A-Za-z]{45,}|eyJ[0-9A-Za-z_-]{17,248}\.eyJ[0-9A-Za-z_.-]*/g;

/** Whether a text holds what could be one of our keys or tokens in full. */
export function holdsSecret(text: string): boolean {
  return text.search(secretShape) >= 0;
}

/** The text with no more of each secret than may be shown. */
export function redactSecrets(text: string): string {
  return text.replace(secretShape, (...match) => `${match.at(-1).visible ?? ""}…`);
}

const joiningScripts = [
  ...["Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"],
  ...["Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"],
];
const joiningLetter = `[${joiningScripts.map((script) => `\\p{scx=${script}}`).join("")}]`;

/** Characters without a shape of their own, where they change one that stands beside them. */
const shapingUse = new RegExp(
  [
    // Letters that join, or do not: Persian and the scripts of India.
    `(?<=${joiningLetter})[\\u200C\\u200D](?=${joiningLetter})`,
    // Several emoji in one, such as a family.
    "(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})",
    // A symbol as text or as emoji, keys of a keypad, and the flags of regions.
    "(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]",
    "(?<=[0-9#*])\\uFE0F(?=\\u20E3)",
    "(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}",
    // Variants of ideographs.
    "(?<=\\p{Script=Han})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]",
    "(?<=\\p{Script=Mongolian})[\\u180B-\\u180D\\u180F]",
  ].join("|"),
  "gu",
);

/**
 * Control characters, lone surrogates and noncharacters; line and paragraph separators; what turns
 * the direction of text; and whatever else shows as nothing at all.
 */
const invisible =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFC]/gu;

/** The first character of a text that nobody can see, unless it shapes one beside it. */
export function findInvisible(text: string): string | undefined {
  // Almost no text has any, and what to look for beside them costs ten times as much.
  if (text.search(invisible) < 0) return undefined;
  return text.replace(shapingUse, "").match(invisible)?.[0];
}

/** A text of whatever origin on one line, with `�` for each character that nobody can see. */
export function toVisible(text: string): string {
  let rest = 0;
  let visible = "";
  for (const { 0: shaping, index } of text.matchAll(shapingUse)) {
    visible += text.slice(rest, index).replace(invisible, "�") + shaping;
    rest = index + shaping.length;
  }
  return visible + text.slice(rest).replace(invisible, "�");
}

const quotedMaxLength = 80;
const wordJoiner = "\u2060";

/**
 * A name or description that somebody chose, for the plain text of an email: in quotation marks that
 * it cannot close, no longer than it may be, and nothing in it that email programs make a link of.
 * They look for `http:`, `www.`, `shop.example` and `@`: word joiners, which show as nothing, part
 * each of these from what is before and after.
 */
export function quoteName(name: string): string {
  const shown = toVisible(name).replace(/["“”„‟«»＂]/g, "'");
  const characters = [...shown];
  const short =
    characters.length > quotedMaxLength
      ? `${characters.slice(0, quotedMaxLength - 1).join("")}…`
      : shown;
  return `“${short.replace(/[.:@。．｡：＠]/g, `${wordJoiner}$&${wordJoiner}`)}”`;
}
