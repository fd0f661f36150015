/** Illustration for an empty list: every key on its hook. */
export function AllInOrder() {
  return (
    <div className="flex flex-col items-center rounded-2xl bg-success-soft px-6 py-14 text-center text-success-text">
      <KeysInOrder />
      <p className="mt-6 font-semibold text-lg tracking-tight">No issues found</p>
      <p className="mt-1 max-w-md text-pretty text-sm leading-6">
        All active keys are in use, have an expiry, and have only the scopes that were chosen for
        them.
      </p>
    </div>
  );
}

function KeysInOrder() {
  return (
    <svg aria-hidden viewBox="0 0 168 92" fill="none" className="h-23 w-auto">
      <path d="M8 12h152" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <g stroke="currentColor" strokeLinecap="round">
        {[30, 66, 102].map((x) => (
          <g key={x} transform={`translate(${x} 0)`}>
            <path d="M0 12v7" strokeWidth="2" />
            <circle cy="28" r="9" strokeWidth="2" className="fill-surface" />
            <path d="M0 37v36M0 63h8M0 71h6" strokeWidth="3" />
          </g>
        ))}
      </g>
      <circle cx="138" cy="58" r="20" fill="currentColor" />
      <path
        d="m129.5 58.5 6 6 11.5-12"
        className="stroke-success-soft"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
