import { type FormEvent, useRef } from "react";

/** A form's submit handler that ignores submits while one is under way, validation included. */
export function useSingleFlight(submit: (event: FormEvent) => Promise<void>) {
  const isUnderWay = useRef(false);
  return async (event: FormEvent) => {
    event.preventDefault();
    // A dialog's portal is not its place in React's tree: a form around it would submit too.
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
