/**
 * An app's text as plain words, without its marks: for announcements, for copying, and until the code for marks is
 * loaded. Never HTML.
 */

const BLOCK = 'p|div|ul|ol|li|h[1-6]|pre|br|tr|blockquote'
const HIDDEN = 'script|style|template|noscript|iframe|object|embed|svg|math|title|textarea|select'
/** For longer texts the patterns below could take quadratic time. They are not searched for marks either. */
export const LONGEST_READ = 4000
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Whether a text may contain marks. Fast. */
export function hasMarks(text: string): boolean {
  return text.length <= LONGEST_READ && /<[a-z/!?]|&#?\w{1,31};|`|\]\(|https?:\/\/|www\.|(?:^|[^\w*])\*{1,3}[^\s*]/i.test(text)
}

/** The words alone, with visible line breaks. */
export function plainWords(text: string): string {
  if (!hasMarks(text)) return text
  return text
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(new RegExp(`<(${HIDDEN})\\b[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi'), '')
    .replaceAll(/<(?:img|input|hr)(?:[\s/][^<>]*)?>/gi, '')
    .replaceAll(new RegExp(`(?:\\s*</?(?:${BLOCK})(?:[\\s/][^<>]*)?>)+\\s*`, 'gi'), '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/(`+)([^`]+)\1/g, '$2')
    .replaceAll(/\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replaceAll(/(?<![\p{L}\p{N}_*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\p{L}\p{N}_*])/gu, '$2')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, entity)
    .trim()
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}
