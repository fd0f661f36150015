import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { BrandProvider, type BrandWords } from "#components/brand/brand-provider.tsx";
import { NavigationProvider } from "#components/navigation/navigation-provider.tsx";
import { getVariablePrefix } from "#lib/brand/names.ts";
import { paths } from "#lib/paths.ts";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";
import "./globals.css";

export function generateMetadata(): Metadata {
  const { productName } = getConfig();
  const { icon } = getBrand();
  return {
    title: { default: productName, template: `%s · ${productName}` },
    description: "Create and manage the API keys of your applications.",
    robots: { index: false },
    icons: {
      icon: { url: icon.path, type: icon.contentType },
      apple: { url: paths.touchIcon, type: "image/png", sizes: "180x180" },
    },
  };
}

/** An operator's accent, or the page's own background. */
export function generateViewport(): Viewport {
  const { accent } = getConfig().brand;
  const { palette } = getBrand();
  const light = accent === null ? "#fbf9f7" : palette.light.accent;
  const dark = accent === null ? "#110e0c" : palette.dark.accent;
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark },
    ],
  };
}

/** The font subset that every page needs; globals.css loads the others on demand. */
const latin = new URL(
  "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  import.meta.url,
).href;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { font, theme } = getBrand();
  preload(font?.path ?? latin, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme script sets the class before React hydrates.
    <html lang="en" suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        {theme && <link rel="stylesheet" href={theme.path} precedence="brand" />}
        <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
          <BrandProvider words={getBrandWords()}>
            <NavigationProvider>{children}</NavigationProvider>
          </BrandProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}

function getBrandWords(): BrandWords {
  const { productName, keyPrefix, brand } = getConfig();
  const { environments } = brand;
  const variablePrefix = getVariablePrefix({ productName, keyPrefix });
  return { productName, keyPrefix, variablePrefix, environments };
}
