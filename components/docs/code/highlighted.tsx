import { highlight } from "fumadocs-core/highlight";
import type { ReactNode } from "react";
import { codeTheme } from "#components/docs/code/code-theme.ts";

const known = new Map<string, ReactNode>();
const maxKnown = 1_000;

/** Highlighted code. Rendered on the server, so that grammars are not sent to browsers. */
export async function Highlighted({ syntax, code }: { syntax: string; code: string }) {
  const name = `${syntax}\n${code}`;
  const found = known.get(name);
  if (found) return found;
  const colored = await color(syntax, code);
  // Samples contain the Host of the request, and a caller can send many different ones.
  if (known.size >= maxKnown) known.clear();
  known.set(name, colored);
  return colored;
}

const bare = ({ children }: { children?: ReactNode }) => children;

function color(syntax: string, code: string): Promise<ReactNode> {
  return highlight(code, {
    lang: syntax,
    fallbackLanguage: "text",
    theme: codeTheme,
    components: { pre: bare, code: bare },
  });
}
