"use client";

import { FieldInput } from "#components/reference/console/field-input.tsx";
import { OwnedIdField } from "#components/reference/console/owned-id-field.tsx";
import { Part } from "#components/reference/console/part.tsx";
import type { Values } from "#components/reference/console/values.ts";
import type { ConsoleField } from "#lib/reference/schema.ts";

interface ParameterSectionProps {
  title: string;
  fields: readonly ConsoleField[];
  values: Values;
  onChange: (values: Values) => void;
  /** Suggestions for fields that have a source. */
  owned?: Partial<Record<"application" | "api-key", { id: string; label: string }[]>>;
  /** By name. */
  errors?: Values;
}

export function ParameterSection({
  title,
  fields,
  values,
  onChange,
  owned = {},
  errors = {},
}: ParameterSectionProps) {
  if (fields.length === 0) return null;
  return (
    <Part title={title}>
      {fields.map((field) => {
        const { name, source } = field;
        const shared = {
          field,
          value: values[name] ?? "",
          onValueChange: (value: string) => onChange({ ...values, [name]: value }),
          error: errors[name],
        };
        return source ? (
          <OwnedIdField key={name} {...shared} owned={owned[source]} />
        ) : (
          <FieldInput key={name} {...shared} />
        );
      })}
    </Part>
  );
}
