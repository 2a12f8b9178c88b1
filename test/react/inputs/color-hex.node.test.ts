import { expect, it } from 'vitest'
import { colorHex } from '../../../src/react/inputs/plain/color-hex.ts'

it.each([
  ['#3B5BDB', '#3b5bdb'],
  ['#3b5bdb80', '#3b5bdb'],
  ['#abc', '#aabbcc'],
  ['#abcd', '#aabbcc'],
  ['rgba(59, 91, 219, 0.5)', '#3b5bdb'],
  ['rgba(59.4, 90.6, 219, 1)', '#3b5bdb'],
  ['rgb(100% 0% 50% / 20%)', '#ff0080'],
  ['rgb(300, -4, 0)', '#ff0000'],
  ['hsl(0, 100%, 50%)', '#ff0000'],
  ['hsla(240deg 100% 50% / 0.3)', '#0000ff'],
  ['hsl(-120, 100%, 25%)', '#000080'],
  ['rgb(1, 2)', '#000000'],
  ['rgb(1..2, ., 3)', '#010003'],
  ['', '#000000'],
  ['tomato', '#000000'],
])('shows %s as %s', (css, hex) => expect(colorHex(css)).toBe(hex))
