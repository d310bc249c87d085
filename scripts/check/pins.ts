/** Dependencies that are not pinned to one exact version: `name@version` each. */
export function loosePins(manifest: { readonly [field: string]: unknown }): string[] {
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((field) =>
    Object.entries((manifest[field] ?? {}) as Record<string, string>)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
      .map(([name, version]) => `${name}@${version}`),
  );
}
