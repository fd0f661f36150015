import { actionTexts } from "#components/audit/action-texts.ts";
import { impersonalActors } from "#components/audit/actor-name.tsx";
import { type AuditView, type Range, startOfDay, toDayInput } from "#components/audit/view.ts";
import { useIsInBrowser } from "#components/hooks/in-browser.ts";
import { DateField } from "#components/ui/date-field.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { type AuditAction, auditActions } from "#lib/audit/constants.ts";
import type { AuditChoices } from "#lib/audit/schema.ts";

const any = "any";

interface AuditFilterFieldsProps {
  view: AuditView;
  choices: AuditChoices;
  onPick: (part: Partial<AuditView>) => void;
  /** Called on each keystroke. */
  onType: (part: Partial<AuditView>) => void;
}

export function AuditFilterFields({ view, choices, onPick, onType }: AuditFilterFieldsProps) {
  const of = (text: string) => (text === any ? undefined : text);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Select
        label="Application"
        options={withValue(
          [
            { value: any, label: "All applications" },
            ...choices.applications.map(({ id, name }) => ({ value: id, label: name })),
          ],
          view.applicationId,
        )}
        value={view.applicationId ?? any}
        onValueChange={(text) => onPick({ applicationId: of(text) })}
      />
      <Select
        label="Action"
        options={actionOptions}
        value={view.action ?? view.category ?? any}
        onValueChange={(text) => onPick(toActionFilter(text))}
      />
      <Select
        label="Person"
        options={withValue(
          [
            { value: any, label: "Anyone" },
            ...choices.people.map(({ id, email }) => ({ value: id, label: email })),
            ...Object.entries(impersonalActors).map(([value, label]) => ({ value, label })),
          ],
          view.actor,
        )}
        value={view.actor ?? any}
        onValueChange={(text) => onPick({ actor: of(text) })}
      />
      <Select
        label="Time"
        options={rangeOptions}
        value={view.range ?? any}
        onValueChange={(text) =>
          onPick({ range: text === any ? undefined : text, from: undefined, to: undefined })
        }
      />
      {view.range === "dates" && <Dates view={view} onType={onType} />}
    </div>
  );
}

type ActionChoice = AuditAction | typeof any | "security";

const actionOptions: SelectOption<ActionChoice>[] = [
  { value: any, label: "Everything" },
  { value: "security", label: "All security events" },
  ...auditActions.map((action) => ({ value: action, label: actionTexts[action].label })),
];

function toActionFilter(choice: ActionChoice): Pick<AuditView, "action" | "category"> {
  if (choice === "security") return { action: undefined, category: choice };
  return { action: choice === any ? undefined : choice, category: undefined };
}

const rangeOptions: SelectOption<Range | typeof any>[] = [
  { value: any, label: "Any time" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "dates", label: "Custom range" },
];

/** Adds a value from the URL that is not among the options. */
function withValue(options: SelectOption<string>[], value: string | undefined) {
  if (!value || options.some((option) => option.value === value)) return options;
  return [...options, { value, label: value }];
}

function Dates({ view: { from, to }, onType }: Pick<AuditFilterFieldsProps, "view" | "onType">) {
  // Only the browser knows the reader's time zone.
  const isInBrowser = useIsInBrowser();
  const first = isInBrowser ? toDayInput(from) : "";
  const last = isInBrowser ? toDayInput(to, true) : "";
  return (
    <>
      <DateField
        label="From"
        value={first}
        max={last || undefined}
        onValueChange={(day) => onType({ from: startOfDay(day) })}
        className="lg:col-start-3"
      />
      <DateField
        label="To (inclusive)"
        value={last}
        min={first || undefined}
        onValueChange={(day) => onType({ to: startOfDay(day, 1) })}
      />
    </>
  );
}
