import { z } from "zod";
import { verdictSchema, verifyBody } from "#lib/api-keys/schema.ts";

export const batchMaxKeys = 1000;

const keysText = `The keys must be a list of 1 to ${batchMaxKeys} questions`;

export const verifyBatchBody = z.strictObject({
  keys: z
    .array(verifyBody, { error: keysText })
    .min(1, { error: keysText })
    .max(batchMaxKeys, { error: keysText })
    .meta({ description: "What is asked of each key" }),
});

export const verifyBatchResponse = z.object({
  data: z.array(verdictSchema).meta({ description: "The verdicts, in the order of the keys" }),
});
export type VerifyBatchResponse = z.infer<typeof verifyBatchResponse>;
