import type { Operation } from "#lib/operation.ts";

/** Page name: `create-api-key` for `createApiKey`. */
export const getOperationName = ({ id }: Pick<Operation, "id">) =>
  id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
