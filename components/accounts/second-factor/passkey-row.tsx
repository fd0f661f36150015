import { KeyRound, Pencil, Trash2 } from "lucide-react";
import { describeConsequences } from "#components/accounts/second-factor/factor-block.tsx";
import { RenamePasskeyDialog } from "#components/accounts/second-factor/lazy-dialogs.ts";
import { useRemovePasskey } from "#components/accounts/second-factor/queries.ts";
import { DialogButton } from "#components/dialogs/dialog-button.tsx";
import { LazyConfirmDialog } from "#components/dialogs/lazy-confirm-dialog.ts";
import { Moment } from "#components/ui/moment.tsx";
import type { Passkey } from "#lib/second-factor/schema.ts";

interface PasskeyRowProps {
  passkey: Passkey;
  isLastFactor: boolean;
  isDemanded: boolean;
  onRemoved: () => void;
}

export function PasskeyRow({ passkey, isLastFactor, isDemanded, onRemoved }: PasskeyRowProps) {
  const { name, createdAt, lastUsedAt, isSynced } = passkey;
  const remove = useRemovePasskey();
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <KeyRound aria-hidden className="size-4 shrink-0 text-muted max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere font-medium text-sm leading-5">
          <bdi>{name}</bdi>
        </p>
        <p className="text-[0.8125rem] text-muted leading-5">
          Added <Moment at={createdAt} />
          {" · "}
          {lastUsedAt ? (
            <>
              last used <Moment at={lastUsedAt} relative />
            </>
          ) : (
            "never used"
          )}
          {isSynced && " · synced to your other devices"}
        </p>
      </div>
      <div className="flex shrink-0 gap-1">
        <DialogButton
          variant="ghost"
          size="icon"
          aria-label={`Rename ${name}`}
          dialog={RenamePasskeyDialog}
          dialogProps={{ passkey }}
        >
          <Pencil aria-hidden />
        </DialogButton>
        <DialogButton
          variant="ghost"
          size="icon"
          aria-label={`Remove ${name}`}
          dialog={LazyConfirmDialog}
          dialogProps={{
            title: "Remove this passkey?",
            description: (
              <>
                <bdi className="font-medium text-text">{name}</bdi> will no longer sign in to your
                account. {describeConsequences(isLastFactor, isDemanded)}
              </>
            ),
            confirm: "Remove passkey",
            cancel: "Keep it",
            onConfirm: async () => {
              await remove.mutateAsync(passkey.id);
              onRemoved();
            },
          }}
        >
          <Trash2 aria-hidden />
        </DialogButton>
      </div>
    </li>
  );
}
