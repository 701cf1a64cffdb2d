/** Gives the identifier that wadm runs a component under: the explicit one as it is, else `<manifest>-<component>` (wadm 0.21 scaler/convert.rs, `compute_component_id`). */
export function computeComponentId(manifestName: string, explicitId: string | undefined, componentName: string): string {
  return explicitId ?? `${sanitize(manifestName)}-${sanitize(componentName)}`
}

/** Gives the name that wadm stores a configuration under; one without `properties` exists already and keeps its name (wadm 0.21 scaler/convert.rs). */
export function configName(manifestName: string, config: { readonly name: string; readonly properties?: object | undefined }): string {
  return config.properties === undefined ? config.name : computeComponentId(manifestName, undefined, config.name)
}

/** Gives the name that wadm stores a secret's reference under, among the configurations: `SECRET_<manifest>-<secret>` (wadm 0.21 scaler/convert.rs, `compute_secret_id`). */
export function secretName(manifestName: string, name: string): string {
  return `SECRET_${computeComponentId(manifestName, undefined, name)}`
}

/** Lower case first, by the whole of Unicode, which may make one character two; then whatever is not ASCII becomes one `_` a character. */
function sanitize(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/gu, '_')
}
