"use client";

import { useDocsSearch } from "fumadocs-core/search/client";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { type Result, SearchResult } from "#components/docs/search/search-result.tsx";
import { useNavigate } from "#components/navigation/navigation-provider.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { paths } from "#lib/paths.ts";

/** A search field with results that the arrow keys navigate. */
export function SearchPanel({ onChoose }: { onChoose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const { search, setSearch, query } = useDocsSearch({ type: "fetch", api: paths.docsSearch });
  const [walk, setWalk] = useState({ search: "", index: 0 });
  const results: Result[] = query.data && query.data !== "empty" ? query.data : [];
  const index = walk.search === search ? Math.min(walk.index, results.length - 1) : 0;

  function choose(result: Result | undefined) {
    if (!result) return;
    navigate(result.url);
    onChoose();
  }

  function press(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Enter") choose(results[index]);
    else if (step && results.length > 0) {
      setWalk({ search, index: (index + step + results.length) % results.length });
    } else return;
    event.preventDefault();
  }

  const said = describeOutcome(search, results.length, query);
  return (
    <>
      <div className="flex items-center gap-2.5 border-border border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          role="combobox"
          aria-label="Search the documentation"
          aria-expanded={results.length > 0}
          aria-controls={`${id}-results`}
          aria-activedescendant={results.length > 0 ? `${id}-${index}` : undefined}
          type="text"
          value={search}
          maxLength={100}
          placeholder="Search guides and reference"
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={press}
          className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
        <kbd className="rounded border border-border bg-sunken px-1.5 font-mono text-[0.6875rem] text-muted leading-5">
          esc
        </kbd>
      </div>
      {said && <p className="px-4 py-6 text-center text-muted text-sm">{said}</p>}
      <div
        id={`${id}-results`}
        role="listbox"
        aria-label="Results"
        className="overflow-y-auto overscroll-contain p-2 empty:hidden"
      >
        {results.map((result, position) => (
          <SearchResult
            key={result.id}
            id={`${id}-${position}`}
            result={result}
            isActive={position === index}
            onChoose={() => choose(result)}
          />
        ))}
      </div>
      <LiveRegion>{results.length > 0 ? `${results.length} results` : said}</LiveRegion>
    </>
  );
}

function describeOutcome(
  search: string,
  count: number,
  query: { isLoading: boolean; error?: Error; data?: unknown },
): string {
  if (search.trim() === "") return "Try “rotate”, “409”, or the name of a field.";
  if (query.error) return "Search is unavailable. Please try again.";
  if (count > 0 || query.isLoading || query.data === "empty") return "";
  return "No results. Try fewer or different words.";
}
