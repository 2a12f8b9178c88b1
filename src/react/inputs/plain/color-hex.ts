/** A colour in the form of the platform's picker. Transparency is lost, and an invalid colour is black. */

/** `#rrggbb` for `#…`, `rgb(…)` and `hsl(…)`: the forms that Gradio writes. */
export function colorHex(css: string): string {
  const text = css.trim().toLowerCase()
  const [, digits = ''] = /^#([\da-f]{3,8})$/.exec(text) ?? []
  if (digits.length === 6 || digits.length === 8) return `#${digits.slice(0, 6)}`
  if (digits.length === 3 || digits.length === 4) return `#${digits.slice(0, 3).replaceAll(/./g, '$&$&')}`
  const [, kind, inside = ''] = /^(rgb|hsl)a?\((.*)\)$/.exec(text) ?? []
  const parts = inside.match(/-?[\d.]+%?/g) ?? []
  if (parts.length < 3) return '#000000'
  return kind === 'rgb'
    ? write(parts.slice(0, 3).map((part) => (part.endsWith('%') ? (Number.parseFloat(part) * 255) / 100 : Number.parseFloat(part))))
    : ofHsl(parts)
}

/** https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function ofHsl(parts: readonly string[]): string {
  const [hue = 0, saturation = 0, lightness = 0] = parts.map((part) => Number.parseFloat(part))
  const light = lightness / 100
  const reach = (saturation / 100) * Math.min(light, 1 - light)
  return write(
    [0, 8, 4].map((turn) => {
      const at = (((turn + hue / 30) % 12) + 12) % 12
      return 255 * (light - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)))
    }),
  )
}

function write(channels: readonly number[]): string {
  const digits = channels.map((channel) => Math.round(Math.min(255, Math.max(0, channel || 0))))
  return `#${digits.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
