/** Illustration: a book with one line left to write. */
export function LogBook() {
  return (
    <svg aria-hidden viewBox="0 0 112 84" fill="none" className="h-20 w-auto">
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M24 10h60a5 5 0 0 1 5 5v54a5 5 0 0 1-5 5H24z" className="fill-accent-soft" />
        <path d="M24 10v64M34 10v64" />
        <path d="M44 26h34M44 38h26M44 50h30" strokeWidth="3" />
        <path d="M44 62h20" strokeDasharray="2 5" className="text-border-strong" />
      </g>
    </svg>
  );
}
