import { cva, type VariantProps } from "class-variance-authority";

/** Styles of a button, also for links. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap",
    "transition-colors duration-100 select-none [&_svg]:size-4 [&_svg]:shrink-0",
    "base:disabled:cursor-not-allowed base:disabled:opacity-50 aria-disabled:cursor-not-allowed",
  ],
  {
    variants: {
      variant: {
        primary: "base:bg-accent base:text-on-accent shadow-card base:hover:bg-accent-hover",
        secondary:
          "border base:border-border base:bg-surface base:text-text shadow-card base:hover:bg-hover",
        ghost: "base:text-muted base:hover:bg-hover base:hover:text-text",
        danger: "base:bg-danger base:text-on-danger shadow-card base:hover:bg-danger-hover",
      },
      size: {
        small: "h-8 base:px-3 text-[0.8125rem]",
        medium: "h-10 px-4 text-sm sm:h-9",
        icon: "size-8",
      },
    },
    defaultVariants: { variant: "primary", size: "medium" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyles>;
