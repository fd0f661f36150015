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
      <span className={isSeen ? "font-medium text-success-text" : "text-muted"}>
        {isSeen ? "First call seen ✓" : `Waiting for ${waitsFor}…`}
      </span>
    </p>
  );
}
