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
      "What was done at the company, newest first, page by page: who, when, from where, and what was changed.",
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
      "Every event that the filters let through, newest first, as one file. That somebody exported is an event too.",
    access: "audit:read",
    query: exportAuditEventsQuery,
    queryExample: { format: "csv" },
    success: {
      status: 200,
      description: "The events as a file in the `format` that was asked for",
      downloads: ["text/csv", "application/jsonl"],
    },
  },
} as const satisfies Operations;
