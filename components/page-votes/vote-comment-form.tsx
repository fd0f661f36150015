"use client";

import { useForm, useWatch } from "react-hook-form";
import { FormFailure } from "#components/form-failure.tsx";
import { useSingleFlight } from "#components/hooks/single-flight.ts";
import { lazyResolver } from "#components/lazy-resolver.ts";
import { showFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Counter } from "#components/ui/counter.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { api } from "#lib/api-client.ts";
import { commentMaxLength } from "#lib/page-votes/constants.ts";
import { countCodePoints } from "#lib/text.ts";

const resolver = lazyResolver(
  async () => (await import("#lib/page-votes/schema.ts")).voteCommentForm,
);

interface VoteCommentFormProps {
  page: string;
  helpful: boolean;
  /** True while the vote itself is being sent. */
  isBlocked: boolean;
  onBusyChange: (isBusy: boolean) => void;
  onSent: () => void;
}

/** Optional comment on why a page was helpful or not. */
export function VoteCommentForm({
  page,
  helpful,
  isBlocked,
  onBusyChange,
  onSent,
}: VoteCommentFormProps) {
  const { control, register, handleSubmit, setError, formState } = useForm({
    resolver,
    defaultValues: { comment: "" },
  });
  const { errors, isSubmitting } = formState;
  const count = countCodePoints(useWatch({ control, name: "comment" }).trim());

  const submit = useSingleFlight(
    handleSubmit(async ({ comment }) => {
      onBusyChange(true);
      try {
        await api.votePage({ page, helpful, comment });
        onSent();
      } catch (failure) {
        showFailure(setError, ["comment"], failure);
      } finally {
        onBusyChange(false);
      }
    }),
  );

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-xl flex-col gap-3">
      <FormFailure message={errors.root?.message} />
      <TextAreaField
        label={helpful ? "What did you like?" : "What was missing?"}
        rows={4}
        autoComplete="off"
        hint="Don't include keys or passwords."
        errors={errors.comment?.message ? [errors.comment.message] : []}
        counter={<Counter count={count} max={commentMaxLength} />}
        // The API rejects tabs, which occur in pasted code.
        {...register("comment", { setValueAs: (text: string) => text.replaceAll("\t", "  ") })}
      />
      <Button type="submit" pending={isSubmitting || isBlocked} className="self-start">
        Send
      </Button>
    </form>
  );
}
