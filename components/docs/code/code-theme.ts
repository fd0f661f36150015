const color = (name: string, scope: string[]) => ({
  scope,
  settings: { foreground: `var(--${name})` },
});

/** Syntax colors from the portal's own tokens, so that one theme serves light and dark. */
export const codeTheme = {
  name: "portal",
  type: "light" as const,
  fg: "var(--text)",
  bg: "transparent",
  settings: [
    color("muted", ["comment", "punctuation.definition.comment"]),
    color("accent-text", ["keyword", "storage", "constant.other.option", "variable.language"]),
    color("success-text", ["string", "punctuation.definition.string"]),
    color("warning-text", ["constant.numeric", "constant.language", "constant.character.escape"]),
    color("info-text", [
      "entity.name.function",
      "support.function",
      "entity.name.tag",
      "support.type.property-name",
      "punctuation.support.type.property-name",
      "meta.object-literal.key",
    ]),
    color("text", ["keyword.operator", "string.unquoted.argument"]),
  ],
};
