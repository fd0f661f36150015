import { randomBytes } from "node:crypto";
import { getCookieName, readCookie, setCookieLine } from "#lib/auth/cookie.ts";
import { deviceLifeDays } from "#lib/sessions/known-devices.ts";

const deviceCookie = "device";
const maxAge = deviceLifeDays * 24 * 3600;
const deviceIdForm = /^[\w-]{43}$/;

/** Returns the browser's device id, or a new one of 256 random bits. It grants nothing. */
export function readDeviceId(headers: Headers, isSecure: boolean): string {
  const known = readCookie(headers, getCookieName(isSecure, deviceCookie)) ?? "";
  return deviceIdForm.test(known) ? known : randomBytes(32).toString("base64url");
}

/** Returns the Set-Cookie by which a browser that has signed in is recognized later. */
export function deviceLine(isSecure: boolean, deviceId: string): string {
  return setCookieLine(isSecure, { name: deviceCookie, value: deviceId, maxAge });
}
