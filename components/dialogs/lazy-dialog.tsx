"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { overlayStyles } from "#components/ui/dialog-styles.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

/** Props set by whatever opens a dialog. */
export interface DialogProps {
  onClose: () => void;
  /** Finds the element that gets the focus after closing, if it is not the opener. */
  returnFocus?: () => HTMLElement | null | undefined;
}

export interface LazyDialog<Props extends DialogProps> {
  (props: Props): ReactNode;
  prefetch: () => Promise<unknown>;
}

/** Loads a dialog's code when it first opens, instead of with the page. */
export function lazyDialog<Props extends DialogProps, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyDialog<Props> {
  let Dialog: ComponentType<Props> | undefined;
  let loading: Promise<unknown> | undefined;

  function prefetch() {
    loading ??= load().then(
      (loaded) => {
        Dialog = loaded[name];
      },
      (failure) => {
        // The next attempt loads again, for example when the network is back.
        loading = undefined;
        throw failure;
      },
    );
    return loading;
  }

  // biome-ignore lint/correctness/noComponentHookFactories: called once a module, as React.lazy is
  function LazyDialog(props: Props) {
    const [state, setState] = useState(Dialog ? "loaded" : "loading");

    useEffect(() => {
      if (state !== "loading") return;
      let isGone = false;
      const settle = (next: string) => () => {
        if (!isGone) setState(next);
      };
      prefetch().then(settle("loaded"), settle("failed"));
      return () => {
        isGone = true;
      };
    }, [state]);

    if (Dialog) return <Dialog {...props} />;
    return state === "failed" ? <Failure onClose={props.onClose} /> : <Loading />;
  }
  return Object.assign(LazyDialog, { prefetch });
}

/** Handlers for an opener that load the dialog's code before the click. */
export function prefetchOnApproach(...dialogs: readonly Pick<LazyDialog<never>, "prefetch">[]) {
  const prefetch = () => {
    for (const dialog of dialogs) dialog.prefetch().catch(() => undefined);
  };
  return { onPointerEnter: prefetch, onFocus: prefetch };
}

/** Visible only while loading takes long. */
function Loading() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className={`${overlayStyles} grid place-items-center [animation-delay:150ms] [animation-fill-mode:both]`}
    >
      <Spinner className="size-6" />
    </div>
  );
}

function Failure({ onClose }: Pick<DialogProps, "onClose">) {
  return (
    <div className="fixed inset-x-0 bottom-0 z-50 flex justify-center px-4 pb-4">
      <Notice tone="danger" role="alert" className="max-w-md shadow-raised">
        <p>This couldn't be loaded. Check your connection, then try again.</p>
        <LinkButton onClick={onClose}>Dismiss</LinkButton>
      </Notice>
    </div>
  );
}
