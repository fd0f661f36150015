"use client";

import type { KeyFilters } from "#components/api-keys/list/key-filters.ts";
import { useBrandWords } from "#components/brand/brand-provider.tsx";
import type { Step } from "#components/hooks/address-search.ts";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import {
  type KeySort,
  type KeyStatus,
  searchMaxLength,
  toSearchText,
} from "#lib/api-keys/constants.ts";

const statuses: readonly SelectOption<KeyStatus | "any">[] = [
  { value: "any", label: "All statuses" },
  { value: "active", label: "Active" },
  { value: "rotating", label: "Rotating" },
  { value: "expired", label: "Expired" },
  { value: "revoked", label: "Revoked" },
];

const sorts: readonly SelectOption<KeySort>[] = [
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
  { value: "description", label: "Description" },
  { value: "expiry", label: "Expiry" },
];

interface ApiKeyFilterBarProps {
  filters: KeyFilters;
  onChange: (part: Partial<KeyFilters>, step: Step) => void;
  onSearch: (text: string) => void;
}

/** Also offers the order where the column headings are hidden. */
export function ApiKeyFilterBar({ filters, onChange, onSearch }: ApiKeyFilterBarProps) {
  const { keyPrefix } = useBrandWords();
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 md:grid-cols-[minmax(0,1fr)_11rem]">
      <div className="max-md:col-span-2">
        <SearchField
          label="Search API keys"
          placeholder="Description or prefix"
          value={filters.q ?? ""}
          onSearch={onSearch}
          sanitize={(text) => toSearchText(text, keyPrefix)}
          maxLength={searchMaxLength}
        />
      </div>
      <Select
        label="Status"
        isLabelHidden
        options={statuses}
        value={filters.status ?? "any"}
        onValueChange={(status) =>
          onChange({ status: status === "any" ? undefined : status }, "push")
        }
      />
      <Select
        label="Order"
        isLabelHidden
        options={sorts}
        value={filters.sort}
        onValueChange={(sort) => onChange({ sort }, "push")}
        className="md:hidden"
      />
    </div>
  );
}
