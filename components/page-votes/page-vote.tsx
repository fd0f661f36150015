"use client";

import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useIsInBrowser } from "#components/hooks/in-browser.ts";
import { VoteCommentForm } from "#components/page-votes/vote-comment-form.tsx";
import { describeFailure } from "#components/submit-failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { api } from "#lib/api-client.ts";

const answers = [
  { helpful: true, label: "Yes", Icon: ThumbsUp },
  { helpful: false, label: "No", Icon: ThumbsDown },
];

interface Failure {
  helpful: boolean;
  message: string;
}

/** Asks for feedback on a page of the documentation; `page` is its path. */
export function PageVote({ page }: { page: string }) {
  const titleId = useId();
  const isInBrowser = useIsInBrowser();
  const [vote, setVote] = useState<boolean | null>(null);
  const [voting, setVoting] = useState<boolean | null>(null);
  const [isCommenting, setCommenting] = useState(false);
  const [hasCommented, setCommented] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const thanks = useRef<HTMLParagraphElement>(null);

  async function cast(helpful: boolean) {
    if (voting !== null || isCommenting || helpful === vote) return;
    setVoting(helpful);
    setFailure(null);
    try {
      await api.votePage({ page, helpful });
      setVote(helpful);
      setCommented(false);
    } catch (error) {
      setFailure({ helpful, message: describeFailure(error) });
    } finally {
      setVoting(null);
    }
  }

  function finish() {
    setCommented(true);
    setFailure(null);
    // The form is removed, so the focus is kept here.
    thanks.current?.focus({ preventScroll: true });
  }

  // Not rendered without scripts, because voting needs them.
  if (!isInBrowser) return null;
  return (
    <section
      aria-labelledby={titleId}
      className="mt-14 flex flex-col gap-4 border-border border-t pt-6 print:hidden"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <h2 id={titleId} className="font-medium text-sm">
          Was this page helpful?
        </h2>
        <div className="flex gap-2">
          {answers.map(({ helpful, label, Icon }) => (
            <Button
              key={label}
              variant="secondary"
              aria-describedby={titleId}
              aria-pressed={vote === helpful}
              pending={voting === helpful}
              onClick={() => cast(helpful)}
              className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            >
              <Icon aria-hidden />
              {label}
            </Button>
          ))}
        </div>
        <p ref={thanks} role="status" tabIndex={-1} className="text-muted text-sm outline-none">
          {thanksFor(vote, hasCommented)}
        </p>
      </div>
      {failure && (
        <Notice tone="danger" role="alert" className="max-w-xl">
          {failure.message}{" "}
          <button
            type="button"
            onClick={() => cast(failure.helpful)}
            className="rounded font-medium underline underline-offset-2"
          >
            Try again
          </button>
        </Notice>
      )}
      {vote !== null && !hasCommented && (
        <VoteCommentForm
          page={page}
          helpful={vote}
          isBlocked={voting !== null}
          onBusyChange={setCommenting}
          onSent={finish}
        />
      )}
    </section>
  );
}

function thanksFor(vote: boolean | null, hasCommented: boolean): string {
  if (vote === null) return "";
  return hasCommented ? "Thanks for your feedback." : "Thanks for your feedback.";
}
