/** A colour for each category: the app's own where it names one, else one of a row that is told apart by eyes of every kind. */

/** Evenly light, so that dark text on a tint of each can be read. */
const ROW = [268, 150, 25, 78, 320, 200, 110, 350].map((hue) => `oklch(0.62 0.15 ${hue})`)
/** A name, `#` and digits, or numbers in `rgb()` or `hsl()`: nothing that could be more than a colour. */
const PLAIN = /^(?:[a-z]{3,20}|#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/deg]{1,40}\))$/i

/** The colour of a category; `index` counts the categories. */
export function categoryColour(category: string, index: number, colourMap: unknown): string {
  const own =
    typeof colourMap === 'object' && colourMap !== null && Object.hasOwn(colourMap, category) ? Reflect.get(colourMap, category) : null
  return typeof own === 'string' && PLAIN.test(own) ? own : (ROW[index % ROW.length] ?? 'currentColor')
}
