/** Gives a text that Helm prints as it was: two opening braces begin an action of Go templates, so they come out of one (`{{ "{{" }}`). */
export function escapeText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}')
}
