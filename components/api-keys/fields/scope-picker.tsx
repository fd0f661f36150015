"use client";

import { Asterisk, ListChecks } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { type ListError, listSentences } from "#components/list-error.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Errors } from "#components/ui/errors.tsx";
import { type RadioCard, RadioCards } from "#components/ui/radio-cards.tsx";
import { allScopes } from "#lib/api-keys/constants.ts";
import type { CatalogueScope } from "#lib/api-keys/schema.ts";
import { type Role, roles } from "#lib/merchants/permissions.ts";

type Breadth = "all" | "chosen";

const breadths: readonly RadioCard<Breadth>[] = [
  {
    value: "chosen",
    title: "Chosen scopes",
    description: "Grant only what the key needs, to limit the damage if it leaks.",
    icon: ListChecks,
    isRecommended: true,
  },
  {
    value: "all",
    title: "All scopes",
    description: "All scopes except sensitive ones, including scopes added later.",
    icon: Asterisk,
  },
];

interface ScopePickerProps {
  catalogue: readonly CatalogueScope[];
  /** The reader's role, which limits the scopes they may grant. */
  role: Role;
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: ListError;
}

/** A key's scopes: all ordinary ones or a selection, and sensitive ones by name. */
export function ScopePicker({ catalogue, role, value, onChange, error }: ScopePickerProps) {
  const id = useId();
  const [initial] = useState(value);
  const [chosenBefore, setChosenBefore] = useState(value.filter(isChosenByName));
  const isAll = value.includes(allScopes);
  const ordinary = catalogue.filter(({ minRole }) => minRole === undefined);
  const sensitive = catalogue.filter(({ minRole }) => minRole !== undefined);
  const unknown = initial.filter(
    (scope) => isChosenByName(scope) && !catalogue.some(({ name }) => name === scope),
  );

  function choose(breadth: Breadth) {
    const byName = value.filter((scope) => sensitive.some(({ name }) => name === scope));
    if (breadth === "all") {
      setChosenBefore(value.filter(isChosenByName));
      onChange([allScopes, ...byName]);
    } else {
      const before = chosenBefore.filter((scope) => ordinary.some(({ name }) => name === scope));
      onChange([...before, ...byName]);
    }
  }

  function toggle(scope: string, isGranted: boolean) {
    const others = value.filter((each) => each !== scope);
    onChange(isGranted ? [...others, scope] : others);
  }

  const toCheckbox = ({ name, description, minRole = "viewer" }: CatalogueScope) => {
    const isBeyondRole = roles.indexOf(role) < roles.indexOf(minRole);
    return (
      <Checkbox
        key={name}
        label={
          <code translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
            {name}
          </code>
        }
        description={
          isBeyondRole ? `${description}. Only ${granters(minRole)} can grant it.` : description
        }
        checked={value.includes(name)}
        // An editor may keep, or remove and add again, scopes that others have granted.
        disabled={isBeyondRole && !initial.includes(name)}
        onCheckedChange={(isGranted) => toggle(name, isGranted)}
      />
    );
  };

  return (
    <fieldset aria-describedby={`${id}-errors`} className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">Scopes</legend>
      <RadioCards
        label="Scopes"
        cards={breadths}
        value={isAll ? "all" : "chosen"}
        onValueChange={choose}
      />
      {!isAll && (
        <div className="flex flex-col divide-y divide-border rounded-xl border border-border px-4">
          {groupByResource(ordinary).map(([resource, scopes]) => (
            <ScopeGroup key={resource} label={resource}>
              {scopes.map(toCheckbox)}
            </ScopeGroup>
          ))}
          {unknown.length > 0 && (
            <ScopeGroup label="No longer available">
              {unknown.map((name) =>
                toCheckbox({ name, description: "No longer available. It grants nothing." }),
              )}
            </ScopeGroup>
          )}
        </div>
      )}
      {sensitive.length > 0 && (
        <div className="flex flex-col rounded-xl border border-border px-4">
          <ScopeGroup label="Sensitive scopes, granted individually" isLabelShown>
            {sensitive.map(toCheckbox)}
          </ScopeGroup>
        </div>
      )}
      <Errors id={`${id}-errors`} sentences={listSentences(error, value)} />
    </fieldset>
  );
}

interface ScopeGroupProps {
  label: string;
  isLabelShown?: boolean;
  children: ReactNode;
}

function ScopeGroup({ label, isLabelShown = false, children }: ScopeGroupProps) {
  return (
    <fieldset className="min-w-0 py-3">
      <legend className={isLabelShown ? "float-left mb-2 text-muted text-xs" : "sr-only"}>
        {label}
      </legend>
      <div className="clear-both grid gap-x-4 gap-y-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

function isChosenByName(scope: string): boolean {
  return scope !== allScopes;
}

function granters(minRole: Role): string {
  return minRole === "owner" ? "an owner" : `an ${minRole} or owner`;
}

/** Groups scopes of one resource, such as `payments:read` and `payments:write`. */
function groupByResource(scopes: readonly CatalogueScope[]): [string, CatalogueScope[]][] {
  const groups = new Map<string, CatalogueScope[]>();
  for (const scope of scopes) {
    const resource = scope.name.slice(0, scope.name.indexOf(":"));
    groups.set(resource, [...(groups.get(resource) ?? []), scope]);
  }
  return [...groups];
}
