import { createApplication } from "#lib/applications/create.ts";
import { listApplications } from "#lib/applications/list.ts";
import { implement } from "#lib/http/implement.ts";
import { repeatable } from "#lib/operator/once.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications",
  {
    operatorListApplications: listApplications,
    operatorCreateApplication: repeatable("operatorCreateApplication", createApplication),
  },
);
