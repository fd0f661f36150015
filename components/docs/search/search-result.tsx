"use client";

import { FileText, Hash, TextAlignStart } from "lucide-react";
import { Fragment, useEffect, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";

export interface Result {
  id: string;
  url: string;
  type: "page" | "heading" | "text";
  /** Markdown with matches in `mark`. */
  content: string;
  breadcrumbs?: string[];
}

interface SearchResultProps {
  id: string;
  result: Result;
  isActive: boolean;
  onChoose: () => void;
}

const icons = { page: FileText, heading: Hash, text: TextAlignStart };

export function SearchResult({ id, result, isActive, onChoose }: SearchResultProps) {
  const item = useRef<HTMLDivElement>(null);
  const { type, content, breadcrumbs = [] } = result;
  const Icon = icons[type];

  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
    <div
      ref={item}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onChoose}
      className={classNames(
        "flex cursor-pointer items-start gap-2.5 rounded-lg px-2.5 py-2 text-sm leading-5 hover:bg-hover aria-selected:bg-accent-soft",
        type !== "page" && "ml-4",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0">
        <span className={classNames("line-clamp-2", type === "page" && "font-medium")}>
          <Marked text={content} />
        </span>
        {type === "page" && breadcrumbs.length > 0 && (
          <span className="block text-muted text-xs">{breadcrumbs.join(" › ")}</span>
        )}
      </span>
    </div>
  );
}

function Marked({ text }: { text: string }) {
  const parts = text.replace(/[`*]|\\(?=[_[\]])/g, "").split(/<\/?mark>/);
  let offset = 0;
  return parts.map((part, index) => {
    offset += part.length;
    const isFound = index % 2 === 1;
    return isFound ? (
      <mark key={offset} className="bg-transparent font-semibold text-accent-text">
        {part}
      </mark>
    ) : (
      <Fragment key={offset}>{part}</Fragment>
    );
  });
}
