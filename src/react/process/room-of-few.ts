/** The room of fields few apps have: what each begins with says how many lines, pieces or rows it has. */
import type { CSSProperties } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { isJsonObject } from '../../core/protocol/safe-keys.ts'
import type { LateRoom } from '../inputs/dataframe/table-room.ts'
import { tagsOf, toDialogueDraft } from '../inputs/dialogue-draft.ts'
import { fromPieces } from '../inputs/marked-text.ts'

const SCRIPT_ROWS = 4
const MARKED_ROWS = { fewest: 3, most: 14 }
/** As `dataset-input.tsx` begins; long before that the list scrolls. */
const FIRST_SAMPLES = 20
const PICTURES: ReadonlySet<unknown> = new Set(['image', 'imageeditor', 'gallery'])

/** The room; `null` for a kind that is none of these. */
export function roomOfFew(parameter: ParameterDescription, isWritten: boolean): LateRoom | null {
  switch (parameter.component) {
    case 'dialogue':
      return dialogue(parameter, isWritten)
    case 'highlightedtext':
      return marked(parameter, isWritten)
    case 'imageeditor':
      return isWritten ? sheet(parameter) : null
    case 'dataset':
      return samples(parameter)
    case 'fileexplorer':
      // Its folders are asked for later; meanwhile one line says so.
      return room(['text'], 1)
    default:
      return null
  }
}

function room(words: readonly (string | false)[], rows: number, lines = 0): LateRoom {
  // Custom properties are not in CSSProperties.
  return { 'data-room': words.filter(Boolean).join(' '), style: { '--rgs-rows': rows, '--rgs-lines': lines } as CSSProperties }
}

function dialogue({ defaultValue, props }: ParameterDescription, isWritten: boolean): LateRoom {
  const draft = toDialogueDraft(defaultValue, props)
  if (typeof draft !== 'string') return room(['lines', isWritten && 'apart'], 1, draft.length)
  return room(['text', isWritten && tagsOf(props).length > 0 && 'apart'], SCRIPT_ROWS)
}

function marked({ defaultValue }: ParameterDescription, isWritten: boolean): LateRoom {
  const { text, marks } = fromPieces(defaultValue)
  const rows = Math.min(MARKED_ROWS.most, Math.max(MARKED_ROWS.fewest, text.split('\n', MARKED_ROWS.most).length))
  return room(['text', isWritten ? 'marking' : 'marked', marks.length > 0 && 'pieces'], rows, marks.length)
}

/** An empty sheet; of a picture it begins with only the browser knows the size. */
function sheet({ defaultValue, props }: ParameterDescription): LateRoom | null {
  const { canvas_size: size, sources, brush } = props
  if (brush === false || (defaultValue !== null && defaultValue !== undefined)) return null
  const [width, height] = Array.isArray(size) ? (size as readonly unknown[]).map(Number) : []
  const ratio = width && height && width > 0 && height > 0 ? width / height : 1
  const paint = isJsonObject(brush) ? brush : {}
  const isOneColor = paint.color_mode === 'fixed' && Array.isArray(paint.colors) && paint.colors.length === 1
  const words = ['board', !(Array.isArray(sources) && sources.length === 0) && 'picture', !isOneColor && 'colors']
  // Custom properties are not in CSSProperties.
  return { 'data-room': words.filter(Boolean).join(' '), style: { '--rgs-sketch-ratio': ratio } as CSSProperties }
}

function samples({ props: { samples: all, components, sample_labels: names } }: ParameterDescription): LateRoom {
  const count = Array.isArray(all) ? Math.min(all.length, FIRST_SAMPLES) : 0
  if (count === 0) return { 'data-room': 'line' }
  const isNamed = Array.isArray(names) && names.length > 0
  const hasPictures = !isNamed && Array.isArray(components) && components.some((name) => PICTURES.has(name))
  return room(['samples', hasPictures && 'pictures'], 1, count)
}
