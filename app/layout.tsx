import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { NavigationProvider } from "#components/navigation/navigation-provider.tsx";
import { getConfig } from "#lib/runtime/config.ts";
import "./globals.css";

export function generateMetadata(): Metadata {
  const { productName } = getConfig();
  return {
    title: { default: productName, template: `%s · ${productName}` },
    description: "Create and manage the API keys of your applications.",
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#110e0c" },
  ],
};

/** The font subset that every page needs; globals.css loads the others on demand. */
const latin = new URL(
  "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  import.meta.url,
).href;

export default async function RootLayout({ children }: { children: ReactNode }) {
  preload(latin, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme script sets the class before React hydrates.
    <html lang="en" suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
          <NavigationProvider>{children}</NavigationProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
