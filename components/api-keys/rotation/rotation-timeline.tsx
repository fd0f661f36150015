"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { formatOverlap } from "#components/api-keys/rotation/overlap.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Moment } from "#components/ui/moment.tsx";
import { TimeLeft } from "#components/ui/time-left.tsx";
import type { Rotation } from "#lib/api-keys/schema.ts";

/** The three steps of a rotation: created, first used, completed. */
export function RotationTimeline({ rotation }: { rotation: Rotation }) {
  const { startedAt, firstUsedAt, endsAt, overlapSeconds } = rotation;
  return (
    <ol aria-label="Steps" className="flex flex-col text-sm leading-6">
      <Step state="done">
        New secret created <Moment at={startedAt} relative />
      </Step>
      {firstUsedAt ? (
        <Step state="done">
          New secret first used <Moment at={firstUsedAt} relative />
        </Step>
      ) : (
        <Step state="now">
          Waiting for the first use of the new secret. It's withdrawn <TimeLeft until={endsAt} />
        </Step>
      )}
      <Step state={firstUsedAt ? "now" : "later"}>
        {firstUsedAt ? (
          <>
            The previous secret stops working <TimeLeft until={endsAt} />
          </>
        ) : overlapSeconds === 0 ? (
          "The previous secret stops working at that first use"
        ) : (
          `The previous secret stops working ${formatOverlap(overlapSeconds)} after that first use`
        )}
      </Step>
    </ol>
  );
}

interface StepProps {
  state: "done" | "now" | "later";
  children: ReactNode;
}

function Step({ state, children }: StepProps) {
  return (
    <li
      aria-current={state === "now" ? "step" : undefined}
      className="group relative flex gap-3 pb-2 last:pb-0"
    >
      <span
        aria-hidden
        className="absolute top-5 bottom-[-0.25rem] left-[0.4375rem] w-px bg-border group-last:hidden"
      />
      <span
        aria-hidden
        className={classNames(
          "mt-1 grid size-[0.9375rem] shrink-0 place-items-center rounded-full",
          state === "done" && "bg-success text-surface",
          state === "now" && "border-[0.25rem] border-accent",
          state === "later" && "border border-border-strong",
        )}
      >
        {state === "done" && <Check strokeWidth={4} className="size-2.5" />}
      </span>
      <span className={state === "now" ? "font-medium" : "text-muted"}>{children}</span>
    </li>
  );
}
