import {
  auditEventSchema,
  exportAuditEventsQuery,
  listAuditEventsQuery,
} from "#lib/audit/schema.ts";
import { auditEvent } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema } from "#lib/schema.ts";

const group = "Audit log";
const path = "/api/v1/audit-events";

export const auditContract = {
  listAuditEvents: {
    method: "get",
    path,
    group,
    summary: "List audit events",
    description:
      "Returns a page of the company's audit events, newest first: who did what, when, from where, and what changed.",
    access: "audit:read",
    query: listAuditEventsQuery,
    success: {
      status: 200,
      description: "A page of audit events",
      schema: createPageSchema(auditEventSchema),
      example: { data: [auditEvent], nextCursor: null },
    },
  },
  exportAuditEvents: {
    method: "get",
    path: `${path}/export`,
    group,
    summary: "Export audit events",
    description:
      "Returns all events that match the filters, newest first, as one file. The export is itself recorded as an event.",
    access: "audit:read",
    query: exportAuditEventsQuery,
    queryExample: { format: "csv" },
    success: {
      status: 200,
      description: "The events as a file in the requested `format`",
      downloads: ["text/csv", "application/jsonl"],
    },
  },
} as const satisfies Operations;
