import { fileSettingNames, settingNames } from "#lib/env.ts";

/** Returns whether a variable in a deployment is read: a setting, a file of one, or Node's own. */
export function isSetting(name: string): boolean {
  if (name === "NODE_ENV") return true;
  if (!name.endsWith("_FILE")) return settingNames.includes(name);
  return fileSettingNames.includes(name.slice(0, -"_FILE".length));
}
