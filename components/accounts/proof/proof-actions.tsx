import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import type { ProveBody } from "#lib/second-factor/schema.ts";

export interface ProofProps {
  /** Throws what the server said against the proof. */
  onProve: (proof: ProveBody) => Promise<void>;
}

/** The end of every way to prove oneself. */
export function ProofActions({ isBusy, action }: { isBusy: boolean; action: string }) {
  return (
    <DialogActions>
      <DialogClose asChild>
        <Button variant="secondary">Cancel</Button>
      </DialogClose>
      <Button type="submit" pending={isBusy}>
        {action}
      </Button>
    </DialogActions>
  );
}
