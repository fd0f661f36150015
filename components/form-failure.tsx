import { Notice } from "#components/ui/notice.tsx";

/** What went wrong with a form as a whole, above its fields; nothing while nothing did. */
export function FormFailure({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Notice tone="danger" role="alert" className="mb-1">
      {message}
    </Notice>
  );
}
