import { countHygiene } from "#lib/api-keys/hygiene/count-hygiene.ts";
import { implement } from "#lib/http/implement.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = implement("/api/v1/hygiene/counts", {
  countHygiene,
});
