"use client";

import { AlertDialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import {
  descriptionStyles,
  overlayStyles,
  panelStyles,
  titleStyles,
} from "#components/ui/dialog-styles.ts";

export const AlertDialog = Primitive.Root;
export const AlertDialogCancel = Primitive.Cancel;

interface AlertDialogPanelProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: ReactNode;
  description: ReactNode;
}

/** For what cannot be taken back: no close button and no way out by a press beside it. */
export function AlertDialogPanel({
  title,
  description,
  className,
  children,
  ...props
}: AlertDialogPanelProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay
        className={overlayStyles}
        onMouseDown={(event) => event.preventDefault()}
      />
      <Primitive.Content {...props} className={classNames(panelStyles, className)}>
        <Primitive.Title className={titleStyles}>{title}</Primitive.Title>
        <Primitive.Description className={classNames(descriptionStyles, "mb-5")}>
          {description}
        </Primitive.Description>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
