"use client";

import { useState } from "react";
import type { Answer } from "#components/reference/console/answer.ts";
import { AnswerSecrets } from "#components/reference/console/answer-secrets.tsx";
import { Part } from "#components/reference/console/part.tsx";
import type { Outcome } from "#components/reference/console/use-sending.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

interface ResponsePanelProps {
  /** Gets the focus after a dialog of this console. */
  id: string;
  outcome: Outcome;
  onUseToken: (token: string) => void;
}

/** Shows the result of the last request. */
export function ResponsePanel({ id, outcome, onUseToken }: ResponsePanelProps) {
  return (
    <Part title="Response">
      <div id={id} tabIndex={-1} className="flex flex-col gap-3 rounded-lg outline-none">
        <Shown outcome={outcome} onUseToken={onUseToken} />
      </div>
      <LiveRegion>{outcome.kind === "answered" ? summarize(outcome.answer) : ""}</LiveRegion>
    </Part>
  );
}

function Shown({ outcome, onUseToken }: Omit<ResponsePanelProps, "id">) {
  if (outcome.kind === "answered") {
    return <Answered answer={outcome.answer} onUseToken={onUseToken} />;
  }
  if (outcome.kind === "none") {
    return (
      <p className="text-muted text-sm">Response will appear here after sending the request</p>
    );
  }
  if (outcome.kind === "sending") {
    return (
      <p role="status" className="flex items-center gap-2 text-muted text-sm">
        <Spinner /> Waiting for the response…
      </p>
    );
  }
  if (outcome.kind === "unready") {
    return (
      <Notice tone="danger" role="alert">
        {outcome.message}
      </Notice>
    );
  }
  const doubt = outcome.isSafe ? "" : " The server may still have carried out the request.";
  return outcome.kind === "cancelled" ? (
    <Notice tone="info" role="status">
      Canceled.{doubt}
    </Notice>
  ) : (
    <Notice tone="danger" role="alert">
      No response. The server couldn't be reached, or the connection was lost.{doubt}
    </Notice>
  );
}

function Answered({ answer, onUseToken }: { answer: Answer; onUseToken: (token: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const { status, statusText, headers, shown, size, milliseconds, secrets } = answer;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm tabular-nums">
        <Badge tone={toneFor(status)}>
          {status} {statusText}
        </Badge>
        <span>{milliseconds} ms</span>
        <span>{formatSize(size)}</span>
      </p>
      {shown === "" ? (
        <p className="text-muted text-sm">The response has no body.</p>
      ) : (
        <CodeBlock label="Response body" text={shown} isBounded />
      )}
      {secrets.length > 0 && <AnswerSecrets secrets={secrets} onUse={onUseToken} />}
      <Disclosure
        label="Headers"
        summary={`${headers.length} headers`}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <CodeBlock
          label="Response headers"
          text={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        />
      </Disclosure>
    </>
  );
}

function summarize({ status, statusText, milliseconds }: Answer): string {
  return `${status} ${statusText} in ${milliseconds} milliseconds`;
}

function toneFor(status: number): BadgeTone {
  if (status >= 200 && status < 300) return "success";
  return status >= 400 ? "warning" : "info";
}

function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
