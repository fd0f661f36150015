import { z } from "zod";
import { roleSchema } from "#lib/merchants/schema.ts";
import { createIdSchema, createTimestampSchema } from "#lib/schema.ts";

export const updateMemberBody = z.strictObject({ role: roleSchema });
export type UpdateMemberBody = z.infer<typeof updateMemberBody>;

export const memberSchema = z
  .object({
    userId: createIdSchema("person", "usr_01kawxqw2pe6bvn0q0v9w8x7yz"),
    email: z
      .string()
      .meta({ description: "The person's email address", example: "developer@shop.example" }),
    role: roleSchema,
    joinedAt: createTimestampSchema("When the person joined"),
    lastOpenedAt: createTimestampSchema(
      "When they last started a session for the company",
    ).nullable(),
    hasSecondFactor: z
      .boolean()
      .meta({ description: "Whether the person has an authenticator app or a passkey" }),
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof memberSchema>;

/** What every member sees of another. */
export type Colleague = Pick<Member, "userId" | "email" | "role">;
