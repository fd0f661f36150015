import { listAuditEvents } from "#lib/audit/list.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/audit-events",
  {
    operatorListAuditEvents: listAuditEvents,
  },
);
