import {
  applicationSchema,
  createApplicationBody,
  updateApplicationBody,
} from "#lib/applications/schema.ts";
import { application } from "#lib/examples.ts";
import type { Operations } from "#lib/operation.ts";
import { createPageSchema, pageQuery } from "#lib/schema.ts";

const group = "Applications";
const path = "/api/v1/applications";

export const applicationParam = {
  id: {
    prefix: "app",
    as: "applicationId",
    description: "Id of the application",
    example: "app_uk_store_123",
  },
} as const;

export const applicationContract = {
  listApplications: {
    method: "get",
    path,
    group,
    summary: "List applications",
    description: "Returns a page of the authenticated merchant's applications, newest first.",
    access: "applications:read",
    query: pageQuery,
    success: {
      status: 200,
      description: "A page of applications",
      schema: createPageSchema(applicationSchema),
      example: { data: [application], nextCursor: null },
    },
  },
  createApplication: {
    method: "post",
    path,
    group,
    summary: "Create an application",
    description:
      "Creates an application for the authenticated merchant. Its environment applies to all its keys and can't be changed later.",
    access: "applications:write",
    body: createApplicationBody,
    bodyExample: { name: "UK store", environment: "live" },
    success: {
      status: 201,
      description: "The application",
      schema: applicationSchema,
      example: { ...application, activeKeys: 0 },
    },
    errors: { conflict: "The company has as many applications as the operator allows it" },
  },
  getApplication: {
    method: "get",
    path: `${path}/{id}`,
    group,
    summary: "Get an application",
    description: "Returns an application of the authenticated merchant.",
    access: "applications:read",
    params: applicationParam,
    success: {
      status: 200,
      description: "The application",
      schema: applicationSchema,
      example: application,
    },
  },
  updateApplication: {
    method: "patch",
    path: `${path}/{id}`,
    group,
    summary: "Change an application",
    description:
      "Changes the name or the metadata of an application. Fields that the body leaves out stay the same. Its keys keep working.",
    access: "applications:write",
    params: applicationParam,
    body: updateApplicationBody,
    bodyExample: { name: "UK and Ireland store" },
    success: {
      status: 200,
      description: "The updated application",
      schema: applicationSchema,
      example: { ...application, name: "UK and Ireland store" },
    },
  },
  deleteApplication: {
    method: "delete",
    path: `${path}/{id}`,
    group,
    summary: "Delete an application",
    description:
      "Deletes an application that has no active keys. Its events stay in the audit log.",
    access: "applications:write",
    whileSuspended: "open",
    params: applicationParam,
    success: { status: 204, description: "The application was deleted" },
    errors: { conflict: "The application still has active keys. Revoke them first" },
  },
} as const satisfies Operations;
