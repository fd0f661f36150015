"use client";

import { FactValue } from "#components/api-keys/detail/fact-value.tsx";
import {
  changedFacts,
  type FactName,
  factLabels,
  factNames,
  type KeyChanges,
} from "#components/api-keys/detail/key-facts.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import type { ApiKey } from "#lib/api-keys/schema.ts";

interface EditConflictProps {
  /** The key when the form was opened. */
  opened: ApiKey;
  theirs: ApiKey;
  mine: KeyChanges;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
}

/** Compares the current values with the wanted ones, field by field. */
export function EditConflict({
  opened,
  theirs,
  mine,
  onTakeTheirs,
  onSaveMine,
}: EditConflictProps) {
  const asked = factNames.filter((name) => mine[name] !== undefined);
  const alsoChanged = changedFacts(opened, theirs).filter((name) => !asked.includes(name));
  return (
    <>
      <div className="flex flex-col gap-3">
        {asked.map((name) => (
          <Difference key={name} name={name} now={theirs[name]} yours={mine[name]} />
        ))}
      </div>
      {alsoChanged.length > 0 && (
        <div className="mt-4 text-sm leading-6">
          <p className="text-muted">Also changed, and kept in both cases:</p>
          <ul className="mt-1 flex flex-col gap-1">
            {alsoChanged.map((name) => (
              <li key={name} className="wrap-anywhere">
                {factLabels[name]}: <FactValue name={name} value={theirs[name]} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <DialogActions>
        <Button variant="secondary" onClick={onTakeTheirs}>
          Keep theirs
        </Button>
        <Button onClick={onSaveMine}>Overwrite with mine</Button>
      </DialogActions>
    </>
  );
}

interface DifferenceProps {
  name: FactName;
  now: ApiKey[FactName];
  yours: ApiKey[FactName] | undefined;
}

function Difference({ name, now, yours = null }: DifferenceProps) {
  return (
    <section
      aria-label={factLabels[name]}
      className="overflow-hidden rounded-xl border border-border text-sm leading-6"
    >
      <h3 className="border-border border-b bg-sunken px-3.5 py-1.5 font-medium text-[0.8125rem]">
        {factLabels[name]}
      </h3>
      <dl className="grid divide-border max-sm:divide-y sm:grid-cols-2 sm:divide-x">
        {(
          [
            ["Current", now],
            ["Yours", yours],
          ] as const
        ).map(([label, value]) => (
          <div key={label} className="min-w-0 px-3.5 py-2">
            <dt className="text-muted text-xs leading-5">{label}</dt>
            <dd className="wrap-anywhere">
              <FactValue name={name} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
