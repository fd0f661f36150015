import { KeyRound, Pencil, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Moment } from "#components/ui/moment.tsx";
import type { Passkey } from "#lib/second-factor/schema.ts";

interface PasskeyRowProps {
  passkey: Passkey;
  onRename: (button: HTMLElement) => void;
  onRemove: (button: HTMLElement) => void;
}

export function PasskeyRow({ passkey, onRename, onRemove }: PasskeyRowProps) {
  const { name, createdAt, lastUsedAt, isSynced } = passkey;
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
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Rename ${name}`}
          onClick={(event) => onRename(event.currentTarget)}
        >
          <Pencil aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove ${name}`}
          onClick={(event) => onRemove(event.currentTarget)}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
    </li>
  );
}
