"use client";

import { useState } from "react";
import { FieldInput } from "#components/reference/console/field-input.tsx";
import type { Values } from "#components/reference/console/values.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { ConsoleField } from "#lib/reference/schema.ts";

interface BodyFormProps {
  fields: readonly ConsoleField[];
  values: Values;
  onChange: (values: Values) => void;
}

/** A field for each property; optional ones are collapsed beside required ones. */
export function BodyForm({ fields, values, onChange }: BodyFormProps) {
  const optional = fields.filter(({ isRequired }) => !isRequired);
  const hasRequired = optional.length < fields.length;
  const [isOpen, setOpen] = useState(() => optional.some(({ name }) => values[name]));

  const inputFor = (field: ConsoleField) => (
    <FieldInput
      key={field.name}
      field={field}
      value={values[field.name] ?? ""}
      onValueChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  );

  return (
    <>
      {fields.filter(({ isRequired }) => isRequired || !hasRequired).map(inputFor)}
      {hasRequired && optional.length > 0 && (
        <Disclosure
          label="Optional fields"
          summary={optional.map(({ name }) => name).join(" · ")}
          isOpen={isOpen}
          onOpenChange={setOpen}
        >
          {optional.map(inputFor)}
        </Disclosure>
      )}
    </>
  );
}
