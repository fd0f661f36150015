import { implement } from "#lib/http/implement.ts";
import { getSecondFactor } from "#lib/second-factor/get.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement(
  "/api/v1/account/second-factor",
  {
    getSecondFactor,
  },
);
