/** Length in Unicode code points, as PostgreSQL's char_length and JSON Schema's maxLength count. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * Matches all our secrets in any text, for any operator's prefix: API keys and service tokens from
 * their environment part on, and the JWTs inside access and API tokens. Only the group `visible`
 * may be shown.
 */
const secretShape =
  /(?<visible>_(?:live|test|svc)_[0-9A-Za-z]{4})[0-9A-Za-z]{45,}|eyJ[0-9A-Za-z_-]{17,248}\.eyJ[0-9A-Za-z_.-]*/g;

/** Returns whether a text contains a possible full key or token of ours. */
export function holdsSecret(text: string): boolean {
  return text.search(secretShape) >= 0;
}

/** Replaces each secret by the part that may be shown. */
export function redactSecrets(text: string): string {
  return text.replace(secretShape, (...match) => `${match.at(-1).visible ?? ""}…`);
}

const joiningScripts = [
  ...["Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"],
  ...["Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"],
];
const joiningLetter = `[${joiningScripts.map((script) => `\\p{scx=${script}}`).join("")}]`;

/** Invisible characters at a place where they change a neighboring character. */
const shapingUse = new RegExp(
  [
    // Joiners in Persian and the scripts of India.
    `(?<=${joiningLetter})[\\u200C\\u200D](?=${joiningLetter})`,
    // Emoji sequences, such as a family.
    "(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})",
    // Text or emoji style of symbols, keycaps, and regional flags.
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
 * Control characters, lone surrogates, noncharacters, line and paragraph separators, bidirectional
 * controls, and all other characters without a visible form.
 */
const invisible =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFC]/gu;

/** Returns the first invisible character that does not shape a neighboring one. */
export function findInvisible(text: string): string | undefined {
  // Almost no text has one, and the full check costs ten times as much.
  if (text.search(invisible) < 0) return undefined;
  return text.replace(shapingUse, "").match(invisible)?.[0];
}

/** Returns any text on one line, with `�` for each invisible character. */
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
 * Quotes a name or description for a plain-text email: it cannot close the quotation marks, is
 * bounded in length, and contains nothing that email programs turn into a link. Word joiners, which
 * are invisible, split `http:`, `www.`, `shop.example` and `@`.
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
