import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

const noticeStyles = cva("flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm leading-5", {
  variants: {
    tone: {
      danger: "bg-danger-soft text-danger-text",
      warning: "bg-warning-soft text-warning-text",
      success: "bg-success-soft text-success-text",
      info: "bg-sunken text-muted",
    },
  },
});

const icons = { danger: CircleAlert, warning: TriangleAlert, success: CircleCheck, info: Info };

interface NoticeProps {
  tone: NonNullable<VariantProps<typeof noticeStyles>["tone"]>;
  /** `alert` interrupts a screen reader, `status` waits; without either it is plain text. */
  role?: "alert" | "status";
  className?: string;
  children: ReactNode;
}

export function Notice({ tone, role, className, children }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div role={role} className={classNames(noticeStyles({ tone }), className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
