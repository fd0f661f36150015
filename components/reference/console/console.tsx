"use client";

import { Send } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { prefetchOnApproach } from "#components/dialogs/lazy-dialog.tsx";
import { useUnloadWarning } from "#components/hooks/unload-warning.ts";
import { BodySection } from "#components/reference/console/body-section.tsx";
import { CredentialSection } from "#components/reference/console/credential-section.tsx";
import { useCredentials } from "#components/reference/console/credentials-provider.tsx";
import { Described } from "#components/reference/console/described.tsx";
import { HeaderSection } from "#components/reference/console/header-section.tsx";
import { ParameterSection } from "#components/reference/console/parameter-section.tsx";
import { RequestPreview } from "#components/reference/console/request-preview.tsx";
import { ResponsePanel } from "#components/reference/console/response-panel.tsx";
import { ServerSection } from "#components/reference/console/server-section.tsx";
import { useConsole } from "#components/reference/console/use-console.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ConsoleOperation, ConsoleServer } from "#lib/reference/schema.ts";

interface ConsoleProps {
  operation: ConsoleOperation;
  /** Origin of this server in the reader's browser. */
  origin: string;
  /** Further servers that the page may connect to. */
  servers: readonly ConsoleServer[];
}

/** Sends real requests of one operation; requires ConsoleProviders. */
export function Console({ operation, origin, servers }: ConsoleProps) {
  const { method, credential, pathFields, queryFields, body, warning } = operation;
  const { hold } = useCredentials();
  const form = useConsole(operation, origin, servers);
  const { draft, change, outcome } = form;
  const [isAsking, setAsking] = useState(false);
  const sendButton = useRef<HTMLButtonElement>(null);
  const isSending = outcome.kind === "sending";

  // Leaving the page would lose the request, and a key in flight.
  useUnloadWarning(isSending && method !== "GET");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending || !form.isListed) return;
    if (!flushSync(form.check)) return showFirstFault(event.currentTarget);
    if (warning) setAsking(true);
    else void form.send();
  }

  return (
    <div className="@container overflow-hidden rounded-2xl border border-border bg-surface shadow-card [&>form>section:first-child]:border-t-0">
      {credential === "portal" ? (
        <p className="px-4 py-4 text-muted text-sm leading-6 sm:px-5">
          Only the portal can call this, so you can't try it here.
        </p>
      ) : (
        <form noValidate method="post" autoComplete="off" onSubmit={submit}>
          <ServerSection
            baseUrl={draft.baseUrl}
            onBaseUrlChange={(baseUrl) => change({ baseUrl })}
            servers={[{ name: "This server", url: origin }, ...servers]}
            isListed={form.isListed}
          />
          {credential !== "none" && (
            <CredentialSection
              credential={credential}
              isKeyHeader={draft.isKeyHeader}
              onKeyHeaderChange={(isKeyHeader) => change({ isKeyHeader })}
            />
          )}
          <ParameterSection
            title="Path Parameters"
            fields={pathFields}
            values={draft.path}
            onChange={(path) => change({ path: keepApiKeyId(path, draft.path) })}
            owned={form.owned}
            errors={form.errors}
          />
          <ParameterSection
            title="Query Parameters"
            fields={queryFields}
            values={draft.query}
            onChange={(query) => change({ query })}
          />
          <HeaderSection operation={operation} draft={draft} onChange={change} />
          {body && <BodySection body={body} draft={draft} onChange={change} />}
          <RequestPreview operation={operation} draft={draft} hasToken={form.hasToken} />
          <div className="flex flex-wrap items-center gap-2 border-border border-t px-4 py-4 sm:px-5">
            <Button
              ref={sendButton}
              {...(warning && prefetchOnApproach(LazyConfirmDialog))}
              type="submit"
              variant={warning ? "danger" : "primary"}
              pending={isSending}
              disabled={!form.isListed}
            >
              <Send aria-hidden />
              Send request
            </Button>
            {isSending && (
              <Button variant="secondary" onClick={form.cancel}>
                Cancel
              </Button>
            )}
            {method !== "GET" && !isSending && (
              <p className="text-[0.8125rem] text-muted leading-5">This acts on real data.</p>
            )}
          </div>
          <ResponsePanel
            id={form.responseId}
            outcome={outcome}
            onUseToken={(token) => hold("access-token", { token, endsAt: null })}
          />
          {form.needsProof && (
            <Notice tone="info" className="mx-4 mb-4 sm:mx-5">
              <p>Confirm it's you to continue.</p>
              <Button variant="secondary" size="small" className="mt-2" onClick={form.prove}>
                Confirm and send again
              </Button>
            </Notice>
          )}
        </form>
      )}
      {isAsking && warning && (
        <LazyConfirmDialog
          title={`${operation.summary}?`}
          description={
            <>
              <Described text={warning} /> This acts on real data.
            </>
          }
          confirm="Send request"
          cancel="Cancel"
          onConfirm={async () => void form.send()}
          onClose={() => setAsking(false)}
          returnFocus={() => sendButton.current}
        />
      )}
    </div>
  );
}

/** A key belongs to its application: changing that clears the key. */
function keepApiKeyId(next: Record<string, string>, before: Record<string, string>) {
  return next.id === before.id || next.keyId !== before.keyId ? next : { ...next, keyId: "" };
}

/** It may be far above the clicked button. */
function showFirstFault(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
