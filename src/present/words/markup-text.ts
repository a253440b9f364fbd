/** Text as it stands for itself in XML, and in the markup of desktops' tooltips and notices. */
export function markupText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
