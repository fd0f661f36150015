import { exportAuditEvents } from "#lib/audit/export.ts";
import { formatAuditEvents } from "#lib/audit/export-format.ts";
import { download } from "#lib/http/download.ts";
import { implement } from "#lib/http/implement.ts";
import { toMoment } from "#lib/moment.ts";

const contentTypes = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
};

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/audit-events/export", {
  exportAuditEvents: async (ctx, input) => {
    const pages = await exportAuditEvents(ctx, input);
    return download(formatAuditEvents(pages, input.format), {
      filename: `audit-log-${toMoment(new Date()).slice(0, 10)}.${input.format}`,
      contentType: contentTypes[input.format],
    });
  },
});
