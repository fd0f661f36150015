/** Illustration: a key that has not been cut yet. */
export function KeyBlank() {
  return (
    <svg aria-hidden viewBox="0 0 148 56" fill="none" className="h-14 w-auto">
      <g stroke="currentColor" strokeWidth="2" strokeLinejoin="round">
        <path
          className="fill-accent-soft"
          d="M28 6a22 22 0 1 0 20.3 30.5H58v-17h-9.7A22 22 0 0 0 28 6Z"
        />
        <circle cx="21" cy="28" r="5" className="fill-background" />
        <path d="M58 22h78l6 6-6 6H58" strokeDasharray="3 5" strokeLinecap="round" />
        <path
          d="M72 34v6h8v-6M92 34v9h6v-9M112 34v5h10v-5"
          strokeDasharray="2 5"
          strokeLinecap="round"
        />
      </g>
    </svg>
  );
}
