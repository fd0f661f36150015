import { describeFailure } from "#components/submit-failure.ts";
import { Notice } from "#components/ui/notice.tsx";

interface ListFailureProps {
  query: {
    error: unknown;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
}

/** Shown below a list that is still visible although its latest request failed. */
export function ListFailure({ query }: ListFailureProps) {
  if (!query.error) return null;
  const retry = query.isFetchNextPageError ? query.fetchNextPage : query.refetch;
  return (
    <Notice tone="danger" role="alert" className="mt-4">
      {describeFailure(query.error)}{" "}
      <button
        type="button"
        onClick={() => retry()}
        className="rounded font-medium underline underline-offset-2"
      >
        Try again
      </button>
    </Notice>
  );
}
