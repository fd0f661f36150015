import type { ReactNode } from "react";
import { actionTexts } from "#components/audit/action-texts.ts";
import { describeRefusal } from "#components/audit/refusal.ts";
import { Link } from "#components/navigation/link.tsx";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { paths } from "#lib/paths.ts";

const linkStyles =
  "wrap-anywhere relative z-10 rounded font-medium underline decoration-border-strong underline-offset-2 hover:decoration-current";

/** Describes an event, with links to the application and the key. */
export function EventSentence({ event }: { event: AuditEvent }) {
  const { sentence } = actionTexts[event.action];
  return (
    <>
      {fill(sentence, <Target event={event} isFirst={isTargetFirst(sentence)} />)}
      <Refusal event={event} />
    </>
  );
}

/** Like `EventSentence`, for a page about that key. */
export function KeyEventSentence({ event }: { event: AuditEvent }) {
  const { sentence } = actionTexts[event.action];
  return (
    <>
      {fill(sentence, isTargetFirst(sentence) ? "The key" : "the key")}
      <Refusal event={event} />
    </>
  );
}

/** Describes the reason and number of refusals. */
function Refusal({ event }: { event: AuditEvent }) {
  const refusal = describeRefusal(event);
  return refusal && <span className="text-muted">: {refusal}</span>;
}

function isTargetFirst(sentence: string): boolean {
  return sentence.startsWith("{}");
}

function fill(sentence: string, target: ReactNode): ReactNode {
  const [start, end] = sentence.split("{}");
  return end === undefined ? (
    start
  ) : (
    <>
      {start}
      {target}
      {end}
    </>
  );
}

function Target({ event, isFirst }: { event: AuditEvent; isFirst: boolean }) {
  const article = isFirst ? "The" : "the";
  const { applicationId, applicationName, keyId, keyDescription, keyPrefix } = event;
  if (!applicationId) return null;
  const application = (
    <Link href={paths.application(applicationId)} className={linkStyles}>
      <bdi>{applicationName ?? applicationId}</bdi>
    </Link>
  );
  if (!keyId)
    return (
      <>
        {article} application {application}
      </>
    );
  return (
    <>
      {article} API key{" "}
      <Link href={paths.apiKey(applicationId, keyId)} className={linkStyles}>
        <bdi>{keyDescription ?? keyId}</bdi>
      </Link>
      {keyPrefix && (
        <>
          {" "}
          <span translate="no" className="whitespace-nowrap text-muted">
            (<span className="font-mono text-[0.8125rem]">{keyPrefix}</span>)
          </span>
        </>
      )}{" "}
      of {application}
    </>
  );
}
