/** Same level as the panels, so that a dialog above another one dims that too. */
export const overlayStyles = "fixed inset-0 z-50 animate-fade bg-scrim";

/** Scrolls as a whole if it is taller than the screen, so that nothing is cut off. */
export const panelStyles = [
  "fixed top-1/2 left-1/2 z-50 -translate-x-1/2 -translate-y-1/2 animate-appear",
  "max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] base:max-w-lg overflow-y-auto overscroll-contain",
  "rounded-2xl border border-border bg-raised p-5 shadow-raised outline-none sm:p-6",
];

export const titleStyles =
  "wrap-anywhere text-balance font-semibold text-lg leading-7 tracking-tight";

export const descriptionStyles = "wrap-anywhere mt-1 text-pretty text-muted text-sm leading-6";
