import { type FormEvent, useRef } from "react";

/** Returns a submit handler that ignores submits while one is running, including validation. */
export function useSingleFlight(submit: (event: FormEvent) => Promise<void>) {
  const isUnderWay = useRef(false);
  return async (event: FormEvent) => {
    event.preventDefault();
    // A dialog's portal still is a child in React's tree: a surrounding form would also submit.
    event.stopPropagation();
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    try {
      await submit(event);
    } finally {
      isUnderWay.current = false;
    }
  };
}
