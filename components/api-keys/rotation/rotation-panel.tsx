"use client";

import type { ReactNode } from "react";
import { MaskedKey } from "#components/api-keys/masked-key.tsx";
import { RotationTimeline } from "#components/api-keys/rotation/rotation-timeline.tsx";
import { describeUse } from "#components/api-keys/rotation/rotation-use.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { Rotation } from "#lib/api-keys/schema.ts";

/** Gets the focus after the dialog with the new secret. */
export const rotationHeadingId = "rotation";

interface RotationPanelProps {
  rotation: Rotation;
  /** Actions that end the rotation. */
  actions: ReactNode;
}

/** Progress of a rotation, and which of the two secrets is still in use. */
export function RotationPanel({ rotation, actions }: RotationPanelProps) {
  const { previous, next, firstUsedAt } = rotation;
  const { isPreviousUsed, isNextUsed, sentence } = describeUse(rotation);
  return (
    <section
      aria-labelledby={rotationHeadingId}
      className="mb-8 overflow-hidden rounded-2xl border border-border bg-surface shadow-card"
    >
      <div className="px-4 pt-4 pb-4 sm:px-5">
        <h2 id={rotationHeadingId} tabIndex={-1} className="font-semibold text-lg tracking-tight">
          Rotation in progress
        </h2>
        <p role="status" className="mt-0.5 text-pretty text-muted text-sm leading-6">
          {sentence}
        </p>
      </div>
      <dl className="grid border-border border-y sm:grid-cols-2">
        <Secret
          name="Previous secret"
          keyPrefix={previous.keyPrefix}
          lastUsedAt={previous.lastUsedAt}
          isUsed={isPreviousUsed}
        />
        <Secret
          name="New secret"
          keyPrefix={next.keyPrefix}
          lastUsedAt={next.lastUsedAt ?? firstUsedAt}
          isUsed={isNextUsed}
        />
      </dl>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-5 px-4 py-4 sm:px-5">
        <RotationTimeline rotation={rotation} />
        {actions}
      </div>
    </section>
  );
}

interface SecretProps {
  name: string;
  keyPrefix: string;
  lastUsedAt: string | null;
  isUsed: boolean;
}

function Secret({ name, keyPrefix, lastUsedAt, isUsed }: SecretProps) {
  return (
    <div className="border-border px-4 py-3.5 not-first:border-t sm:px-5 sm:not-first:border-t-0 sm:not-first:border-l">
      <dt className="flex items-center justify-between gap-3 font-medium text-sm">
        {name}
        <Badge tone={isUsed ? "success" : "neutral"}>
          {isUsed ? "In use" : lastUsedAt ? "Not in use" : "Not used yet"}
        </Badge>
      </dt>
      <dd className="mt-1 flex flex-wrap items-center gap-x-3 text-muted text-sm leading-6">
        <MaskedKey keyPrefix={keyPrefix} />
        {lastUsedAt && (
          <span>
            Last used <Moment at={lastUsedAt} relative />
          </span>
        )}
      </dd>
    </div>
  );
}
