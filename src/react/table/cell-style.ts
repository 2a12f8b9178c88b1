/**
 * Styles that an app gives to cells (a pandas `Styler`): three properties, each with a harmless value. Never the style
 * text itself.
 */

/** The allowed part of a cell's style. */
export interface CellStyle {
  color?: string
  backgroundColor?: string
  fontWeight?: string
}

const COLOR =
  /^(?:#[\da-f]{3,8}|[a-z]{3,30}|(?:rgb|rgba|hsl|hsla|hwb|oklch|oklab|lab|lch)\([\d\s.,%/+-]*(?:deg|turn|rad)?[\d\s.,%/+-]*\))$/i
const WEIGHT = /^(?:normal|bold|bolder|lighter|[1-9]00)$/i
const LONGEST_STYLE = 500
const styles = new Map<string, CellStyle | null>()
/** Tables repeat few styles over many cells. A table with a different style in every cell must not fill the memory. */
const MOST_KEPT = 500

/** Whether a text is a colour and nothing else. */
export function isColor(text: unknown): text is string {
  return typeof text === 'string' && COLOR.test(text.trim())
}

/** The style of a cell; `null` if no part of it is allowed. */
export function readCellStyle(text: unknown): CellStyle | null {
  if (typeof text !== 'string' || text === '' || text.length > LONGEST_STYLE) return null
  const before = styles.get(text)
  if (before !== undefined) return before
  if (styles.size >= MOST_KEPT) styles.clear()
  const style = parse(text)
  styles.set(text, style)
  return style
}

function parse(text: string): CellStyle | null {
  const style: CellStyle = {}
  for (const declaration of text.split(';')) {
    const at = declaration.indexOf(':')
    const name = declaration.slice(0, at).trim().toLowerCase()
    const value = declaration.slice(at + 1).trim()
    if (name === 'color' && isColor(value)) style.color = value
    else if ((name === 'background-color' || name === 'background') && isColor(value)) style.backgroundColor = value
    else if (name === 'font-weight' && WEIGHT.test(value)) style.fontWeight = value
  }
  if (style.backgroundColor !== undefined) style.color ??= readableOn(style.backgroundColor)
  // Apps choose text colours for a white page. Mixed with the theme's text colour, they are readable on any page.
  else if (style.color !== undefined) style.color = `color-mix(in oklab, ${style.color} 45%, var(--rgs-text))`
  return Object.keys(style).length > 0 ? style : null
}

/**
 * Apps choose backgrounds for a white page. On a dark page the theme's light text would be unreadable on it. Relative
 * colours give black or white by the lightness of the background, if the browser has them.
 */
function readableOn(background: string): string {
  return `oklch(from ${background} calc((0.65 - l) * 1000) 0 0)`
}
