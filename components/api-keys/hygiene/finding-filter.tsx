"use client";

import { Check } from "lucide-react";
import { hygienePath } from "#components/api-keys/hygiene/hygiene-address.ts";
import { findingWords } from "#components/api-keys/hygiene/hygiene-words.ts";
import { Link } from "#components/navigation/link.tsx";
import { type HygieneFinding, hygieneFindings } from "#lib/api-keys/constants.ts";
import type { HygieneCounts } from "#lib/api-keys/schema.ts";

interface FindingFilterProps {
  finding: HygieneFinding | undefined;
  counts: HygieneCounts;
  onChoose: (finding: HygieneFinding | undefined) => void;
}

/** Findings with their number of keys and explanation; the URL holds the selected one. */
export function FindingFilter({ finding, counts, onChoose }: FindingFilterProps) {
  return (
    <nav aria-label="Findings" className="mb-8">
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-6 lg:grid-cols-5">
        {hygieneFindings.map((name) => (
          <li
            key={name}
            className="flex max-lg:last:col-span-2 md:max-lg:col-span-2 md:max-lg:nth-[n+4]:col-span-3"
          >
            <FindingCard
              name={name}
              count={counts[name]}
              isChosen={name === finding}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FindingCardProps {
  name: HygieneFinding;
  count: number;
  isChosen: boolean;
  onChoose: FindingFilterProps["onChoose"];
}

function FindingCard({ name, count, isChosen, onChoose }: FindingCardProps) {
  const { label, why } = findingWords[name];
  const next = isChosen ? undefined : name;
  return (
    <Link
      href={hygienePath(next)}
      scroll={false}
      aria-current={isChosen || undefined}
      onNavigate={(event) => {
        // Changes the URL without a server request.
        event.preventDefault();
        onChoose(next);
      }}
      className="flex w-full flex-col rounded-xl border border-border bg-surface p-4 shadow-card transition-colors duration-100 hover:border-border-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:shadow-[inset_0_0_0_1px_var(--accent)]"
    >
      <span className="flex items-center justify-between gap-2">
        <span className="font-semibold text-2xl tabular-nums leading-8 tracking-tight">
          {count}
        </span>
        {count === 0 && (
          <span className="grid size-6 place-items-center rounded-full bg-success-soft text-success-text">
            <Check aria-hidden strokeWidth={2.5} className="size-3.5" />
          </span>
        )}
      </span>
      <span className="font-medium text-sm">{label}</span>
      <span className="mt-1 text-pretty text-[0.8125rem] text-muted leading-5">{why}</span>
    </Link>
  );
}
