/** Illustration: a rack with one key and room for more. */
export function KeyRack() {
  return (
    <svg aria-hidden viewBox="0 0 132 84" fill="none" className="h-20 w-auto">
      <path d="M8 12h116" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <path d="M28 12v7M66 12v7M104 12v7" />
        <circle cx="66" cy="28" r="9" className="fill-accent-soft" />
        <path d="M66 37v34M66 62h8M66 70h6" strokeWidth="3" />
        <g strokeDasharray="2 5" className="text-border-strong" stroke="currentColor">
          <circle cx="28" cy="28" r="9" />
          <path d="M28 37v26M28 56h7" />
          <circle cx="104" cy="28" r="9" />
          <path d="M104 37v26M104 56h7" />
        </g>
      </g>
    </svg>
  );
}
