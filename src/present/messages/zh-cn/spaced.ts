/**
 * A sentence with blanks between Chinese and digits or letters, which depend on what fills it. None
 * inside a date, nor between the half of a day and its time.
 */
export function spaced(text: string): string {
  return text
    .replaceAll(/((?<!\d)[年月]|(?![年月午])\p{sc=Han})([\d<>A-Z$])/gu, '$1 $2')
    .replaceAll(/([\dA-Za-z%])((?![年月日])\p{sc=Han})/gu, '$1 $2');
}
