import { exportAuditEvents } from "#lib/audit/export.ts";
import { formatAuditEvents } from "#lib/audit/export-format.ts";
import { exportAuditEventsQuery } from "#lib/audit/schema.ts";
import { download } from "#lib/http/download.ts";
import { defineRoute, memberEndpoint } from "#lib/http/route.ts";
import { toMoment } from "#lib/moment.ts";

const contentTypes = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
};

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: memberEndpoint({
    permission: "audit:read",
    query: exportAuditEventsQuery,
    run: async (ctx, { query }, { headers }) => {
      const { format } = query;
      const pages = await exportAuditEvents(ctx, query);
      return download(formatAuditEvents(pages, format), {
        filename: `audit-log-${toMoment(new Date()).slice(0, 10)}.${format}`,
        contentType: contentTypes[format],
        headers,
      });
    },
  }),
});
