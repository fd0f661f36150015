import { deleteApplication } from "#lib/applications/delete.ts";
import { getApplication } from "#lib/applications/get.ts";
import { updateApplication } from "#lib/applications/update.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/operator/merchants/{merchantId}/applications/{id}",
  {
    operatorGetApplication: getApplication,
    operatorUpdateApplication: updateApplication,
    operatorDeleteApplication: deleteApplication,
  },
);
