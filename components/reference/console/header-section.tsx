"use client";

import { FieldInput } from "#components/reference/console/field-input.tsx";
import { Part } from "#components/reference/console/part.tsx";
import type { Draft } from "#components/reference/console/request-draft.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { ConsoleOperation } from "#lib/reference/schema.ts";

interface HeaderSectionProps {
  operation: ConsoleOperation;
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
}

/** The headers besides the credentials. */
export function HeaderSection({ operation, draft, onChange }: HeaderSectionProps) {
  const { body, headerFields, isIdempotent } = operation;
  if (!body && headerFields.length === 0 && !isIdempotent) return null;
  return (
    <Part title="Headers">
      {body && (
        <p className="text-[0.8125rem] text-muted leading-5">
          <span className="font-medium text-sm text-text">Content-Type</span>
          <code className="ml-3 font-mono text-text">application/json</code>
          <span className="block">The media type of the request body.</span>
        </p>
      )}
      {isIdempotent && (
        <TextField
          label="Idempotency-Key"
          required={false}
          hint="Makes it safe to send the request again. A new key is generated after each success."
          value={draft.idempotencyKey}
          onChange={(event) => onChange({ idempotencyKey: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="font-mono sm:text-[0.8125rem]"
        />
      )}
      {headerFields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft.headers[field.name] ?? ""}
          onValueChange={(value) =>
            onChange({ headers: { ...draft.headers, [field.name]: value } })
          }
        />
      ))}
    </Part>
  );
}
