"use client";

import { useState } from "react";
import { BodyForm } from "#components/reference/console/body-form.tsx";
import { Part } from "#components/reference/console/part.tsx";
import type { Draft } from "#components/reference/console/request-draft.ts";
import { toObject, toValues } from "#components/reference/console/values.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import type { ConsoleBody } from "#lib/reference/schema.ts";

interface BodySectionProps {
  body: ConsoleBody;
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
}

/** The body as a form, or as the JSON of that form. */
export function BodySection({ body, draft, onChange }: BodySectionProps) {
  const [isStuck, setStuck] = useState(false);
  const { fields } = body;
  const isJson = draft.isJson || !fields;

  function change() {
    if (!fields) return;
    if (!isJson) {
      const json = JSON.stringify(toObject(fields, draft.body), null, 2);
      return onChange({ isJson: true, json });
    }
    const values = toValues(fields, draft.json);
    setStuck(values === null);
    if (values) onChange({ isJson: false, body: values });
  }

  return (
    <Part
      title={body.isOptional ? "Body (optional)" : "Body"}
      action={
        fields && (
          <LinkButton onClick={change} className="text-[0.8125rem]">
            {isJson ? "Fill in a form" : "Write JSON"}
          </LinkButton>
        )
      }
    >
      {isStuck && isJson && (
        <Notice tone="info" role="status">
          This JSON can't be edited as a form. Edit the JSON, or send it as is.
        </Notice>
      )}
      {isJson ? (
        <TextAreaField
          label="JSON"
          errors={[]}
          hint="Sent as is."
          rows={Math.min(14, Math.max(5, draft.json.split("\n").length + 1))}
          value={draft.json}
          onChange={(event) => {
            setStuck(false);
            onChange({ json: event.target.value });
          }}
          autoComplete="off"
          spellCheck={false}
          className="font-mono sm:text-[0.8125rem] sm:leading-6"
        />
      ) : (
        <BodyForm
          fields={fields}
          values={draft.body}
          onChange={(values) => onChange({ body: values })}
        />
      )}
    </Part>
  );
}
