import { classNames } from "#components/ui/class-names.ts";
import { getConfig } from "#lib/runtime/config.ts";

const titles = {
  support: "Support",
  status: "Status",
  terms: "Terms",
  privacy: "Privacy",
  imprint: "Legal notice",
} as const;

/** The operator's links and footer text; nothing without them. */
export function BrandFooter({ className }: { className?: string }) {
  const { links, footer } = getConfig().brand;
  const shown = (Object.keys(titles) as (keyof typeof titles)[]).flatMap((name) => {
    const href = links[name];
    return href === null ? [] : [{ title: titles[name], href }];
  });
  if (shown.length === 0 && footer === null) return null;
  return (
    <div
      className={classNames(
        "flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-xs",
        className,
      )}
    >
      {footer !== null && <span>{footer}</span>}
      {shown.map(({ title, href }) => (
        <a key={title} href={href} className="rounded py-1 hover:text-text">
          {title}
        </a>
      ))}
    </div>
  );
}
