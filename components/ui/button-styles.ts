import { cva, type VariantProps } from "class-variance-authority";

/** Styles of a button, also for links. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap",
    "transition-colors duration-100 select-none [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-card hover:bg-accent-hover",
        secondary: "border border-border bg-surface text-text shadow-card hover:bg-hover",
        ghost: "text-muted hover:bg-hover hover:text-text",
        danger: "bg-danger text-on-danger shadow-card hover:bg-danger-hover",
      },
      size: {
        small: "h-8 px-3 text-[0.8125rem]",
        medium: "h-10 px-4 text-sm sm:h-9",
        icon: "size-8",
      },
    },
    defaultVariants: { variant: "primary", size: "medium" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyles>;
