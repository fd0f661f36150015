/** Illustration: a token on its ribbon, without a stamp. */
export function TokenRibbon() {
  return (
    <svg aria-hidden viewBox="0 0 132 84" fill="none" className="h-20 w-auto">
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M8 42h26M98 42h26" strokeWidth="3" />
        <path
          d="M34 24h64v11a7 7 0 0 0 0 14v11H34V49a7 7 0 0 0 0-14z"
          className="fill-accent-soft"
        />
        <path d="M48 36h24M48 48h16" strokeWidth="3" />
        <circle
          cx="84"
          cy="42"
          r="5"
          strokeDasharray="2 4"
          className="text-border-strong"
          stroke="currentColor"
        />
      </g>
    </svg>
  );
}
