"use client";

import { Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { inputStyles, lineStyles } from "#components/ui/input-styles.ts";

const pauseMilliseconds = 250;

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** The current search, set by the parent. */
  value: string;
  /** Called when typing pauses. */
  onSearch: (text: string) => void;
  /** Removes what must not be kept of a typed or pasted text. */
  sanitize: (text: string) => string;
  maxLength: number;
}

/** Searches while typing. */
export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  sanitize,
  maxLength,
}: SearchFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState<readonly string[]>([]);
  const current = sent.at(-1) ?? value;

  if (value !== seen) {
    setSeen(value);
    const index = sent.indexOf(value);
    setSent(index === -1 ? [] : sent.slice(index + 1));
    // Changed by Back, a link or a button, not by this field, where more may have been typed since.
    if (index === -1) setText(value);
  }

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === current) return;
    const timer = setTimeout(() => {
      setSent((before) => [...before, wanted]);
      onSearch(wanted);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, current, onSearch]);

  return (
    <search className="relative min-w-0">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
      />
      <input
        ref={field}
        id={id}
        type="search"
        value={text}
        maxLength={maxLength}
        placeholder={placeholder}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setText(sanitize(event.target.value))}
        className={classNames(
          inputStyles,
          lineStyles,
          "pr-10 pl-9.5 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {text !== "" && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            setText("");
            field.current?.focus();
          }}
          className="absolute inset-y-0 right-1.5 my-auto grid size-8 place-items-center rounded-md text-muted hover:bg-hover hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </search>
  );
}
