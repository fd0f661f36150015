import type { ProveBody } from "#lib/second-factor/schema.ts";

export interface ProofProps {
  /** Throws what the server said against the proof. */
  onProve: (proof: ProveBody) => Promise<void>;
  onCancel: () => void;
}
