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
  return (
    <>
      {fill(actionTexts[event.action].sentence, <Target event={event} />)}
      <Refusal event={event} />
    </>
  );
}

/** Like `EventSentence`, for a page about that key. */
export function KeyEventSentence({ event }: { event: AuditEvent }) {
  return (
    <>
      {fill(actionTexts[event.action].sentence, "the key")}
      <Refusal event={event} />
    </>
  );
}

/** Describes the reason and number of refusals. */
function Refusal({ event }: { event: AuditEvent }) {
  const refusal = describeRefusal(event);
  return refusal && <span className="text-muted">: {refusal}</span>;
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

function Target({ event }: { event: AuditEvent }) {
  const { applicationId, applicationName, keyId, keyDescription, keyPrefix } = event;
  if (!applicationId) return null;
  const application = (
    <Link href={paths.application(applicationId)} className={linkStyles}>
      <bdi>{applicationName ?? applicationId}</bdi>
    </Link>
  );
  if (!keyId) return <>the application {application}</>;
  return (
    <>
      the API key{" "}
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
