import { createApplication } from "#lib/applications/create.ts";
import { listApplications } from "#lib/applications/list.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/applications", {
  listApplications,
  createApplication,
});
