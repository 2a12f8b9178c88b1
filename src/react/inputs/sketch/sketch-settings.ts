/**
 * The app's settings for a drawing: sizes, colours, layers, sources of pictures. For 4 to 6 (`gr.ImageEditor`) and 3
 * (`gr.Image(tool="sketch")`).
 */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { isColor } from '../../table/cell-style.ts'
import { flagProp, numberProp, textProp } from '../../kit/component-props.ts'

/**
 * How a drawing is sent: `editor` as `{background, layers, composite}`, `mask` as `{image, mask}`, `picture` as one
 * picture.
 */
export type SketchShape = 'editor' | 'mask' | 'picture'

/** A colour to paint with. */
export interface SketchColor {
  readonly css: string
  /** From 0 (transparent) to 1. */
  readonly opacity: number
}

/** The settings. Each is checked, since they come from the app. */
export interface SketchSettings {
  readonly shape: SketchShape
  /** Size of an empty sheet, and of every sheet if `isFixed`. */
  readonly sheet: { readonly width: number; readonly height: number }
  readonly isFixed: boolean
  readonly takesPicture: boolean
  readonly canPaint: boolean
  readonly canErase: boolean
  readonly colors: readonly SketchColor[]
  readonly firstColor: SketchColor
  /** Any other colour is allowed too. */
  readonly isColorFree: boolean
  /** Half the width of the first line; `null`: depends on the picture's size. */
  readonly brushRadius: number | null
  readonly eraserRadius: number | null
  /** One name per layer; there is at least one. */
  readonly layers: readonly string[]
}

const SHEET = { width: 800, height: 800 }
/** Gradio's colours if the app names none. */
const BLACK: SketchColor = { css: '#000000', opacity: 1 }
const COLORS = ['rgb(204, 50, 50)', 'rgb(173, 204, 50)', 'rgb(50, 204, 112)', 'rgb(50, 112, 204)', 'rgb(173, 50, 204)']
const MOST_PIXELS = 16_384
const MOST_LAYERS = 20
const MOST_COLORS = 40

/** Whether a picture of Gradio 3 is to be drawn on. */
export function isOldSketch({ component, props }: Pick<ParameterDescription, 'component' | 'props'>): boolean {
  return component === 'image' && (props.tool === 'sketch' || props.tool === 'color-sketch')
}

/** Reads the settings of a parameter. */
export function readSketchSettings(parameter: Pick<ParameterDescription, 'component' | 'props'>): SketchSettings {
  return isOldSketch(parameter) ? readOld(parameter.props) : readEditor(parameter.props)
}

function readEditor(props: Props): SketchSettings {
  const brush = isJsonObject(props.brush) ? props.brush : {}
  const eraser = isJsonObject(props.eraser) ? props.eraser : {}
  const colors = colorsIn(brush.colors)
  const [width, height] = Array.isArray(props.canvas_size) ? (props.canvas_size as unknown[]).map(Number) : []
  const options = isJsonObject(props.layers) ? props.layers.layers : null
  const names = Array.isArray(options) ? options.slice(0, MOST_LAYERS).map(String) : []
  return {
    shape: 'editor',
    sheet: isSize(width) && isSize(height) ? { width, height } : SHEET,
    isFixed: flagProp(props, 'fixed_canvas'),
    takesPicture: !Array.isArray(props.sources) || props.sources.length > 0,
    canPaint: props.brush !== false,
    canErase: props.brush !== false && props.eraser !== false,
    colors,
    firstColor: colorsIn([brush.default_color])[0] ?? colors[0] ?? BLACK,
    isColorFree: brush.color_mode !== 'fixed',
    brushRadius: numberProp(brush, 'default_size') ?? null,
    eraserRadius: numberProp(eraser, 'default_size') ?? null,
    layers: names.length > 0 ? names : [''],
  }
}

function readOld(props: Props): SketchSettings {
  const color = colorsIn([textProp(props, 'brush_color')])[0] ?? BLACK
  const isColorFree = props.tool === 'color-sketch'
  const takesPicture = props.source !== 'canvas'
  const [width, height] = Array.isArray(props.shape) ? (props.shape as unknown[]).map(Number) : []
  return {
    shape: takesPicture && !isColorFree ? 'mask' : 'picture',
    sheet: isSize(width) && isSize(height) ? { width, height } : SHEET,
    isFixed: false,
    takesPicture,
    canPaint: true,
    canErase: true,
    colors: isColorFree ? [color, ...colorsIn(COLORS)] : [color],
    firstColor: color,
    isColorFree,
    brushRadius: numberProp(props, 'brush_radius') ?? null,
    eraserRadius: null,
    layers: [''],
  }
}

type Props = Readonly<Record<string, unknown>>

/** Colours as CSS; Gradio also writes `[colour, opacity]`. */
function colorsIn(value: unknown): SketchColor[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : COLORS
  const colors = list.flatMap((entry): SketchColor[] => {
    const [css, opacity] = Array.isArray(entry) ? (entry as unknown[]) : [entry]
    if (typeof css !== 'string' || !isColor(css)) return []
    return [{ css, opacity: typeof opacity === 'number' && opacity >= 0 && opacity <= 1 ? opacity : 1 }]
  })
  return colors.slice(0, MOST_COLORS)
}

function isSize(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= MOST_PIXELS
}

/** Half the width of a line that fits a picture, by Gradio's rule. */
export function suitingRadius({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.max(1, Math.round(Math.min(width, height) / 50))
}
