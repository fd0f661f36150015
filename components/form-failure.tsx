import { Notice } from "#components/ui/notice.tsx";

/** The error of a form as a whole, above its fields; empty without one. */
export function FormFailure({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Notice tone="danger" role="alert" className="mb-1">
      {message}
    </Notice>
  );
}
