/**
 * The differences of values between Gradio versions, in one place. Turns what an app of any version returns into what
 * Gradio 6 would return, and what a caller gives in Gradio 6's shapes into what the app takes. Outputs are levelled
 * after edits are applied, since edits refer to the value on the wire. Only components that differ between versions are
 * looked at, so a growing text costs nothing here.
 */
import type { AppDescription, EndpointDescription, ParameterDescription } from '../describe/app-description.ts'
import { createRebase } from './file-urls.ts'
import { isBefore } from '../legacy.ts'
import { isJsonObject } from '../json-object.ts'
import { createChatLeveller, toPairs, toSingleContents, withOldFiles } from './values-chat.ts'
import { isDataUrl, isFileValue, levelFiles, levelPicture, mapList, toOldFiles } from './values-files.ts'
import type { FileSetting } from './values-files.ts'

/** What levelling needs to know of an app. */
export type ValueSetting = Pick<AppDescription, 'version'> & Partial<Pick<AppDescription, 'apiUrl'>>

/**
 * Turns a value of one output into what Gradio 6 would have sent. Gives the same object for the same value where it
 * can.
 */
export type LevelValue = (value: unknown) => unknown

const FILE_COMPONENTS: ReadonlySet<string> = new Set([
  'file',
  'uploadbutton',
  'downloadbutton',
  'model3d',
  'audio',
  'multimodaltextbox',
  'fileexplorer',
])
const PICTURE_COMPONENTS: ReadonlySet<string> = new Set(['image', 'imageeditor', 'imagemask', 'sketchpad', 'paint'])

/** The leveller for one output; `null` if its component is the same on all versions and holds no files. */
export function createLeveller(component: string, app: ValueSetting): LevelValue | null {
  const level = createShapeLeveller(component, app)
  // Up to 4.21 the addresses are made again together with the shape.
  const rebase = isBefore(app.version, 4, 22) ? null : createRebase(component, app.apiUrl ?? '')
  return level && rebase ? (value) => rebase(level(value)) : (level ?? rebase)
}

function createShapeLeveller(component: string, { version, apiUrl = '' }: ValueSetting): LevelValue | null {
  const setting: FileSetting = { apiUrl, isUrlUnusable: isBefore(version, 4, 22) }
  if (component === 'chatbot') return isBefore(version, 6) ? createChatLeveller(setting) : null
  // From 4.22 on everything else has Gradio 6's shapes.
  if (!setting.isUrlUnusable) return null
  if (component === 'gallery') return (value) => levelGallery(value, setting)
  if (component === 'video') return (value) => levelVideo(value, setting)
  if (component === 'annotatedimage') return (value) => levelAnnotated(value, setting)
  if (component === 'highlightedtext') return levelHighlighted
  if (PICTURE_COMPONENTS.has(component)) return (value) => levelPicture(value, setting)
  return FILE_COMPONENTS.has(component) ? (value) => levelFiles(value, setting) : null
}

/**
 * Turns values in Gradio 6's shapes, one per parameter, into this app's shapes. Values in the app's own shapes are
 * unchanged.
 */
export function toAppValues(
  endpoint: Pick<EndpointDescription, 'parameters'>,
  values: readonly unknown[],
  { version }: ValueSetting,
): readonly unknown[] {
  if (!isBefore(version, 6)) return values
  return values.map((value, index) => toAppValue(endpoint.parameters[index], value, version))
}

/**
 * A picture for Gradio 3, which takes a `data:` URL and no file. `path` is what must be fetched to make one; `null` if
 * the value is ready.
 */
export function pictureToInline(component: string, value: unknown): { readonly path: string } | null {
  if (!PICTURE_COMPONENTS.has(component) || !isJsonObject(value)) return null
  const path = typeof value.path === 'string' ? value.path : value.is_file === true ? value.name : null
  return typeof path === 'string' && path !== '' ? { path } : null
}

function toAppValue(parameter: ParameterDescription | undefined, value: unknown, version: string): unknown {
  const component = parameter?.component ?? ''
  const isThree = isBefore(version, 4)
  if (component === 'chatbot') {
    if (parameter?.props.type === 'messages') return toSingleContents(value)
    return isThree ? withOldFiles(toPairs(value), toOldFiles) : toPairs(value)
  }
  if (!isThree) return value
  if (PICTURE_COMPONENTS.has(component)) return isFileValue(value) && isDataUrl(value.url) ? value.url : value
  if (component === 'gallery') return Array.isArray(value) ? value.map(toOldGalleryItem) : value
  if (component === 'highlightedtext') return Array.isArray(value) ? value.map(toOldPiece) : value
  if (component === 'video') return toOldFiles(isJsonObject(value) && isFileValue(value.video) ? value.video : value)
  return FILE_COMPONENTS.has(component) ? toOldFiles(value) : value
}

function toOldGalleryItem(item: unknown): unknown {
  if (!isJsonObject(item) || !isFileValue(item.image)) return toOldFiles(item)
  return [toOldFiles(item.image), item.caption ?? null]
}

function toOldPiece(piece: unknown): unknown {
  return isJsonObject(piece) ? [piece.token, piece.class_or_confidence ?? null] : piece
}

function levelGallery(value: unknown, setting: FileSetting): unknown {
  if (!Array.isArray(value)) return value
  return mapList(value, (item) => {
    if (Array.isArray(item)) return { image: levelPicture(item[0], setting), caption: item[1] ?? null }
    if (isJsonObject(item) && (item.image !== undefined || item.video !== undefined)) return levelFiles(item, setting)
    return { image: levelPicture(item, setting), caption: null }
  })
}

function levelVideo(value: unknown, setting: FileSetting): unknown {
  if (value === null || (isJsonObject(value) && value.video !== undefined)) return levelFiles(value, setting)
  const [video, subtitles] = Array.isArray(value) ? value : [value]
  return { video: levelFiles(video, setting), subtitles: subtitles === undefined ? null : levelFiles(subtitles, setting) }
}

function levelAnnotated(value: unknown, setting: FileSetting): unknown {
  if (!Array.isArray(value)) return levelFiles(value, setting)
  // A list of unknown items.
  const [image, annotations] = value as unknown[]
  const list = Array.isArray(annotations) ? annotations : []
  return {
    image: levelPicture(image, setting),
    annotations: list.map((item: unknown) =>
      Array.isArray(item) ? { image: levelPicture(item[0], setting), label: item[1] ?? '' } : item,
    ),
  }
}

function levelHighlighted(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return mapList(value, (item) => (Array.isArray(item) ? { token: item[0] ?? '', class_or_confidence: item[1] ?? null } : item))
}
