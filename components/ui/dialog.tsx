"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import {
  descriptionStyles,
  overlayStyles,
  panelStyles,
  titleStyles,
} from "#components/ui/dialog-styles.ts";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

interface DialogPanelProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: ReactNode;
  description: ReactNode;
}

export function DialogPanel({
  title,
  description,
  className,
  children,
  ...props
}: DialogPanelProps) {
  return (
    <Primitive.Portal>
      {/* A press on the scrim must not take the focus out of the dialog. */}
      <Primitive.Overlay
        className={overlayStyles}
        onMouseDown={(event) => event.preventDefault()}
      />
      <Primitive.Content {...props} className={classNames(panelStyles, className)}>
        <div className="mb-5">
          <Primitive.Title className={classNames(titleStyles, "pr-9")}>{title}</Primitive.Title>
          <Primitive.Description className={descriptionStyles}>{description}</Primitive.Description>
        </div>
        {children}
        <Primitive.Close
          aria-label="Close"
          className="absolute top-4 right-4 grid size-8 place-items-center rounded-lg text-muted hover:bg-hover hover:text-text sm:top-5 sm:right-5"
        >
          <X aria-hidden className="size-4" />
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The buttons at the end of a dialog; the main one comes last and is on top on a phone. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>
  );
}
