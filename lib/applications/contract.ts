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
    description: "The applications of the authenticated merchant, newest first, page by page.",
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
      "Creates an application of the authenticated merchant. Its environment is that of all its keys, and cannot be changed later.",
    access: "applications:write",
    body: createApplicationBody,
    bodyExample: { name: "UK store", environment: "live" },
    success: {
      status: 201,
      description: "The application",
      schema: applicationSchema,
      example: { ...application, activeKeys: 0 },
    },
  },
  getApplication: {
    method: "get",
    path: `${path}/{id}`,
    group,
    summary: "Get an application",
    description: "One application of the authenticated merchant.",
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
    summary: "Rename an application",
    description: "Changes what an application is called. Its keys work on.",
    access: "applications:write",
    params: applicationParam,
    body: updateApplicationBody,
    bodyExample: { name: "UK and Ireland store" },
    success: {
      status: 200,
      description: "The application as it is now",
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
      "Deletes an application that has no active keys left. Its events stay in the audit log.",
    access: "applications:write",
    whileSuspended: "open",
    params: applicationParam,
    success: { status: 204, description: "It is gone" },
    errors: { conflict: "The application still has active keys. Revoke them first" },
  },
} as const satisfies Operations;
