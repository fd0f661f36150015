"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { type CodeTab, CodeTabs } from "#components/docs/code/code-tabs.tsx";
import { languageCookie } from "#lib/docs/schema.ts";

const LanguageChoice = createContext<[string, (language: string) => void]>(["", () => undefined]);

const oneYearSeconds = 365 * 24 * 3600;

/** Stores the reader's language for samples, on this and later pages. */
export function LanguageProvider({ initial, children }: { initial: string; children: ReactNode }) {
  const [language, setLanguage] = useState(initial);

  function choose(next: string) {
    setLanguage(next);
    // A cookie, so that the server renders the next page in that language.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain HTTP
    document.cookie = `${languageCookie}=${encodeURIComponent(next)}; path=/docs; max-age=${oneYearSeconds}; samesite=lax`;
  }

  return <LanguageChoice value={[language, choose]}>{children}</LanguageChoice>;
}

/** Samples in several languages; the choice applies to all samples. */
export function LanguageTabs({ label, tabs }: { label: string; tabs: readonly CodeTab[] }) {
  const [language, choose] = use(LanguageChoice);
  return <CodeTabs label={label} tabs={tabs} value={language} onValueChange={choose} />;
}
