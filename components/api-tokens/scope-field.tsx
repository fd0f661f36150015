"use client";

import { useId } from "react";
import { scopeWords } from "#components/api-tokens/scope-words.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Errors } from "#components/ui/errors.tsx";
import {
  type ApiTokenScope,
  apiTokenScopes,
  findRolesWith,
  getPermissions,
  type Role,
  roles,
} from "#lib/merchants/permissions.ts";

interface ScopeFieldProps {
  /** The reader's role, which limits the scopes they may grant. */
  role: Role;
  value: readonly ApiTokenScope[];
  onChange: (value: ApiTokenScope[]) => void;
  error?: string;
}

/** Scopes of a token, among those that the reader has. */
export function ScopeField({ role, value, onChange, error }: ScopeFieldProps) {
  const id = useId();
  const offered = apiTokenScopes.filter((scope) => getPermissions(role).includes(scope));
  const beyond = apiTokenScopes.filter((scope) => !offered.includes(scope));

  function toggle(scope: ApiTokenScope, isGranted: boolean) {
    onChange(apiTokenScopes.filter((each) => (each === scope ? isGranted : value.includes(each))));
  }

  return (
    <fieldset
      aria-describedby={`${id}-errors ${id}-beyond`}
      className="flex min-w-0 flex-col gap-2"
    >
      <legend className="float-left font-medium text-sm">Scopes</legend>
      <div className="clear-both flex flex-col gap-3 rounded-xl border border-border p-4">
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            label={
              <code translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
                {scope}
              </code>
            }
            description={`${scopeWords[scope]}.`}
            checked={value.includes(scope)}
            onCheckedChange={(isGranted) => toggle(scope, isGranted)}
          />
        ))}
      </div>
      <Errors id={`${id}-errors`} sentences={error === undefined ? [] : [error]} />
      {beyond.length > 0 && (
        <p id={`${id}-beyond`} className="text-[0.8125rem] text-muted leading-5">
          A token can't do more than you can. {explain(beyond)}
        </p>
      )}
    </fieldset>
  );
}

/** "audit:read needs the role admin." */
function explain(scopes: readonly ApiTokenScope[]): string {
  const leastRole = (scope: ApiTokenScope) => findRolesWith(scope)[0] ?? "owner";
  return roles
    .map((role) => ({ role, names: scopes.filter((scope) => leastRole(scope) === role) }))
    .filter(({ names }) => names.length > 0)
    .map(
      ({ role, names }) =>
        `${names.join(" and ")} ${names.length > 1 ? "need" : "needs"} the role ${role}.`,
    )
    .join(" ");
}
