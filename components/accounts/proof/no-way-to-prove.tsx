"use client";

import { leaveToSignIn } from "#components/accounts/session.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** For whoever came by an identity provider and has nothing of their own here. */
export function NoWayToProve() {
  return (
    <>
      <Notice tone="info">
        You signed in by your company's identity provider, and have neither a password nor a second
        factor here. Sign in again, and repeat it within ten minutes. What you have typed into this
        page is lost by that.
      </Notice>
      <DialogActions>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button onClick={leaveToSignIn}>Sign in again</Button>
      </DialogActions>
    </>
  );
}
