import { createConsoleToken } from "#lib/auth/create-console-token.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/console-token",
  {
    createConsoleToken,
  },
);
