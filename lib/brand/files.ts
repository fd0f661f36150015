import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { imageSize } from "image-size";

const maxBytes = 1024 * 1024;

const contentTypes = {
  svg: "image/svg+xml",
  png: "image/png",
  webp: "image/webp",
  ico: "image/x-icon",
  woff2: "font/woff2",
} as const;

type FileType = keyof typeof contentTypes;

export interface BrandFile {
  /** Path under which it is served. It changes with the content. */
  path: string;
  contentType: string;
  bytes: Buffer<ArrayBuffer>;
}

export interface BrandImage extends BrandFile {
  width: number;
  height: number;
}

/** Reads an image of the brand. Throws an Error that names the setting. */
export function readImage(folder: string, name: string, setting: string): BrandImage {
  const file = readFile(folder, name, setting);
  return { ...file, ...measure(file.bytes, getType(name), `brand.${setting} (${name})`) };
}

/** Reads a font of the brand. Throws an Error that names the setting. */
export function readFont(folder: string, name: string): BrandFile {
  const file = readFile(folder, name, "font");
  if (file.bytes.toString("latin1", 0, 4) === "wOF2") return file;
  throw new Error(`brand.font (${name}) is not a WOFF2 font.`);
}

/** Creates a file of ours. */
export function createFile(name: string, contentType: string, text: string): BrandFile {
  const bytes = Buffer.from(text);
  return { path: getPath(name, bytes), contentType, bytes };
}

function readFile(folder: string, name: string, setting: string): BrandFile {
  const path = resolve(/* turbopackIgnore: true */ process.cwd(), folder, name);
  let bytes: Buffer<ArrayBuffer>;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`brand.${setting} can't be read: ${path} (${code})`, { cause });
  }
  if (bytes.length > maxBytes) throw new Error(`brand.${setting} (${name}) is over 1 MiB.`);
  return { path: getPath(name, bytes), contentType: contentTypes[getType(name)], bytes };
}

function measure(bytes: Buffer, type: FileType, what: string) {
  try {
    const { width, height, type: found } = imageSize(bytes);
    if (found === type && width > 0 && height > 0) return { width, height };
  } catch {
    // Not an image at all.
  }
  throw new Error(`${what} must be a ${type} image that has a width and a height.`);
}

const getType = (name: string) => name.slice(name.lastIndexOf(".") + 1) as FileType;

function getPath(name: string, bytes: Buffer): string {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return `/brand/${digest}-${name}`;
}
