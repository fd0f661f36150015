import { CircleAlert } from "lucide-react";

interface ErrorsProps {
  id: string;
  sentences: readonly string[];
}

/** Errors of a group of controls, announced at once. */
export function Errors({ id, sentences }: ErrorsProps) {
  return (
    <div
      id={id}
      role="alert"
      className="flex flex-col gap-0.5 text-[0.8125rem] text-danger-text leading-5 empty:hidden"
    >
      {sentences.map((sentence) => (
        <p key={sentence} className="wrap-anywhere flex gap-1.5">
          <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          <span className="min-w-0">{sentence}</span>
        </p>
      ))}
    </div>
  );
}
