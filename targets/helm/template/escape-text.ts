/**
 * Gives a text that Helm prints as it was: two opening braces begin an action, so they come from one (`{{ "{{" }}`).
 * Before an action a single brace would join the action's own.
 */
export function escapeText(text: string, isBeforeAction = false): string {
  const safe = text.replaceAll('{{', '{{ "{{" }}')
  return isBeforeAction && safe.endsWith('{') ? `${safe.slice(0, -1)}{{ "{" }}` : safe
}
