import { z } from "zod";
import { lineOfText } from "#lib/schema.ts";

export const environments = ["live", "test"] as const;
export const environmentSchema = z.enum(environments, {
  error: "The environment must be live or test",
});
export type Environment = z.infer<typeof environmentSchema>;

export const createApplicationBody = z.strictObject({
  name: lineOfText("The name", 80),
  environment: environmentSchema.default("live"),
});
export type CreateApplicationBody = z.infer<typeof createApplicationBody>;

export const updateApplicationBody = z.strictObject({ name: lineOfText("The name", 80) });
export type UpdateApplicationBody = z.infer<typeof updateApplicationBody>;

export const applicationSchema = z.object({
  id: z.string(),
  name: z.string(),
  environment: environmentSchema,
  activeKeys: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Application = z.infer<typeof applicationSchema>;
