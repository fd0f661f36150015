import { classNames } from "#components/ui/class-names.ts";

const tones: Record<string, string> = {
  GET: "text-info-text",
  POST: "text-success-text",
  PUT: "text-warning-text",
  PATCH: "text-warning-text",
  DELETE: "text-danger-text",
};

/** The HTTP method of an operation. */
export function MethodMark({ method, isSmall }: { method: string; isSmall?: boolean }) {
  return (
    <span
      translate="no"
      className={classNames(
        "shrink-0 font-medium font-mono",
        isSmall ? "w-9 text-[0.625rem] leading-5" : "text-xs leading-6",
        tones[method],
      )}
    >
      {isSmall ? method.replace("DELETE", "DEL") : method}
    </span>
  );
}
