import { Check } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";

interface FirstCallProps {
  isSeen: boolean;
  waitsFor?: string;
}

export function FirstCall({ isSeen, waitsFor = "its first call" }: FirstCallProps) {
  return (
    <p role="status" className="mt-2.5 flex min-h-5 items-start gap-2.5 text-[0.8125rem] leading-5">
      <span
        aria-hidden
        className={classNames(
          "mt-1.5 ml-1 size-2 shrink-0 rounded-full",
          isSeen ? "bg-success" : "animate-pulse bg-border-strong",
        )}
      />
      {isSeen ? (
        <span className="flex items-center gap-1.5 font-medium text-success-text">
          First call seen
          <Check aria-hidden className="size-4" />
        </span>
      ) : (
        <span className="text-muted">Waiting for {waitsFor}…</span>
      )}
    </p>
  );
}
