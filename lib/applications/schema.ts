import { z } from "zod";
import { externalIdField, metadataField, metadataInput } from "#lib/metadata/schema.ts";
import { createIdSchema, createTimestampSchema, lineOfText } from "#lib/schema.ts";

export const environments = ["live", "test"] as const;
export const environmentSchema = z
  .enum(environments, {
    error: "The environment must be live or test",
  })
  .meta({
    description: "Keys of a live application begin with `ks_live_`, others with `ks_test_`",
  });
export type Environment = z.infer<typeof environmentSchema>;

const applicationName = lineOfText("The name", 80).meta({
  description: "Name of the application",
  example: "UK store",
});

export const createApplicationBody = z.strictObject({
  name: applicationName,
  environment: environmentSchema.default("live"),
  metadata: metadataInput.optional(),
});
export type CreateApplicationBody = z.infer<typeof createApplicationBody>;

export const updateApplicationBody = z
  .strictObject({ name: applicationName.optional(), metadata: metadataInput.optional() })
  .refine((body) => Object.keys(body).length > 0, {
    path: ["name"],
    error: "A name or metadata is required",
  });
export type UpdateApplicationBody = z.infer<typeof updateApplicationBody>;

export const applicationSchema = z
  .object({
    id: createIdSchema("application", "app_uk_store_123"),
    name: z.string().meta({ description: "Its name", example: "UK store" }),
    environment: environmentSchema,
    activeKeys: z.int().meta({
      description: "How many of its keys are neither revoked nor expired",
      example: 3,
    }),
    createdAt: createTimestampSchema("When it was created"),
    updatedAt: createTimestampSchema("When it last changed"),
    externalId: externalIdField,
    metadata: metadataField,
  })
  .meta({ id: "Application" });
export type Application = z.infer<typeof applicationSchema>;
