import type { ProveBody } from "#lib/second-factor/schema.ts";

export interface ProofProps {
  /** Throws the server's error if re-authentication fails. */
  onProve: (proof: ProveBody) => Promise<void>;
  onCancel: () => void;
}
