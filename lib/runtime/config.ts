import { type Config, overrideConfig } from "#lib/config.ts";
import { processWide } from "#lib/process-wide.ts";
import { loadFromProject } from "#lib/project.ts";

/**
 * Returns the operator's configuration: keysmith.config.ts with the fields of KEYSMITH_CONFIG. Throws
 * an Error that names each wrong value.
 */
export function getConfig(): Config {
  return processWide("config", () => {
    const { config } = loadFromProject("#keysmith.config.ts") as { config: Config };
    const { KEYSMITH_CONFIG: fields } = process.env;
    return fields ? overrideConfig(config, fields) : config;
  });
}
