"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { actionTexts } from "#components/audit/action-texts.ts";
import { ActorName } from "#components/audit/actor-name.tsx";
import { auditColumns } from "#components/audit/audit-table.tsx";
import { EventDetails } from "#components/audit/event-details.tsx";
import { EventSentence } from "#components/audit/event-sentence.tsx";
import { viaNames } from "#components/audit/via-names.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IpAddress } from "#components/ui/ip-address.tsx";
import { Moment } from "#components/ui/moment.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import type { AuditEvent } from "#lib/audit/schema.ts";
import { getClientName } from "#lib/client-name.ts";

/** A row that describes an event and expands to its details. */
export function EventRow({ event }: { event: AuditEvent }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <TableRow
        className={classNames(
          "transition-colors duration-100 hover:bg-hover",
          isOpen && "border-b-0",
        )}
      >
        <TableCell className="wrap-anywhere leading-6">
          <EventSentence event={event} />
        </TableCell>
        <TableCell label="Who" className="text-muted">
          <span className="min-w-0 max-md:text-right">
            <ActorName actor={event.actor} />
          </span>
        </TableCell>
        <TableCell label="From where" className="text-muted">
          <Origin event={event} />
        </TableCell>
        <TableCell label="When" className="text-muted">
          <Moment at={event.createdAt} exact />
        </TableCell>
        <TableCell className="text-right max-md:col-start-2 max-md:row-start-1 max-md:self-start">
          <button
            type="button"
            aria-label={`Details: ${actionTexts[event.action].label}`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
            className="rounded-md text-muted outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
          >
            <ChevronDown
              aria-hidden
              className={classNames("size-5 transition-transform", isOpen && "rotate-180")}
            />
          </button>
        </TableCell>
      </TableRow>
      {isOpen && (
        <tr id={id} className="max-md:block">
          <td colSpan={auditColumns} className="max-md:block">
            <EventDetails event={event} />
          </td>
        </tr>
      )}
    </>
  );
}

function Origin({ event: { userAgent, address, via } }: { event: AuditEvent }) {
  const client = userAgent && getClientName(userAgent);
  return (
    <span className="flex min-w-0 flex-col max-md:items-end max-md:text-right">
      {client && <bdi className="line-clamp-1 break-all">{client}</bdi>}
      <span className={classNames("wrap-anywhere", client && "text-xs leading-5")}>
        {address && (
          <>
            <IpAddress>{address}</IpAddress> ·{" "}
          </>
        )}
        {viaNames[via]}
      </span>
    </span>
  );
}
