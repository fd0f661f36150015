import { Wordmark } from "#components/brand/wordmark.tsx";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";

/** The product's logo, or its symbol and name. */
export function ProductLogo() {
  const { logo, mark } = getBrand();
  const toPicture = ({ path, width, height }: NonNullable<typeof mark>) => ({
    path,
    width,
    height,
  });
  return (
    <Wordmark
      name={getConfig().productName}
      mark={mark && toPicture(mark)}
      logo={logo && { light: toPicture(logo.light), dark: toPicture(logo.dark) }}
    />
  );
}
