/** Kinds whose drawing is loaded when the first of them is there: what is light about each, and where the rest is. */
import { chatText, isChat } from './chat-text.ts'
import { readFiles } from './file-address.ts'
import { fileOutput } from './file-output.tsx'
import { jsonOutput } from './json-output.tsx'
import { lazyOutput } from './lazy-output.tsx'
import { MediaSkeleton } from './media-skeleton.tsx'
import type { OutputKind } from './output-kind.ts'
import { codeOutput, textOutput } from './text-output.tsx'

const isText = (value: unknown): boolean => value === null || typeof value === 'string'
const has = (value: unknown, ...names: readonly string[]): boolean =>
  value === null || (typeof value === 'object' && !Array.isArray(value) && names.every((name) => name in value))
const hasFile = (value: unknown): boolean => value === null || readFiles(value) !== null

/** `gr.Markdown`. */
export const markdownOutput: OutputKind = {
  Component: lazyOutput(() => import('./markdown/markdown-output.tsx'), textOutput.Component),
  accepts: isText,
  ...(textOutput.toText ? { toText: textOutput.toText } : {}),
}

/** `gr.Code`, coloured. */
export const colouredCodeOutput: OutputKind = {
  Component: lazyOutput(() => import('./markdown/code-output.tsx'), codeOutput.Component),
  accepts: isText,
  toText: (value) => (typeof value === 'string' ? value : ''),
}

/** `gr.HTML`. */
export const htmlOutput: OutputKind = {
  Component: lazyOutput(() => import('./html-output.tsx'), MediaSkeleton),
  accepts: isText,
  toText: (value) => (typeof value === 'string' ? value : ''),
}

/** `gr.Chatbot`. */
export const chatOutput: OutputKind = {
  Component: lazyOutput(() => import('./chat/chat-output.tsx'), MediaSkeleton),
  accepts: (value) => value === null || isChat(value),
  toText: chatText,
}

/** `gr.Dataframe`. */
export const tableOutput: OutputKind = {
  Component: lazyOutput(() => import('./table/table-output.tsx'), MediaSkeleton),
  accepts: (value) => has(value, 'data') || (Array.isArray(value) && value.every(Array.isArray)),
  toText: (value) => tableLines(value),
}

/** Plots of every origin. */
export const plotOutput: OutputKind = {
  Component: lazyOutput(() => import('./plot/plot-output.tsx'), MediaSkeleton),
  accepts: (value) => has(value, 'columns', 'data') || has(value, 'type', 'plot'),
}

/** `gr.Model3D`. */
export const model3dOutput: OutputKind = {
  Component: lazyOutput(() => import('./model3d-output.tsx'), fileOutput.Component),
  accepts: hasFile,
}

/** `gr.Image`, `gr.ImageEditor`. */
export const imageOutput: OutputKind = {
  Component: lazyOutput(async () => ({ default: (await import('./image-output.tsx')).imageOutput.Component }), MediaSkeleton),
  accepts: (value) => hasFile(value) || has(value, 'background') || has(value, 'composite'),
}

/** `gr.Gallery`. */
export const galleryOutput: OutputKind = {
  Component: lazyOutput(async () => ({ default: (await import('./gallery-output.tsx')).galleryOutput.Component }), MediaSkeleton),
  accepts: (value) => hasFile(value) || (Array.isArray(value) && value.length === 0),
}

/** `gr.ImageSlider`. */
export const imageSliderOutput: OutputKind = {
  Component: lazyOutput(async () => ({ default: (await import('./image-slider-output.tsx')).imageSliderOutput.Component }), MediaSkeleton),
  accepts: (value) => value === null || (Array.isArray(value) && hasFile(value.filter((one) => one !== null))),
}

/** `gr.AnnotatedImage`. */
export const annotatedImageOutput: OutputKind = {
  Component: lazyOutput(
    async () => ({ default: (await import('./annotated-image-output.tsx')).annotatedImageOutput.Component }),
    MediaSkeleton,
  ),
  accepts: (value) => has(value, 'image', 'annotations'),
}

/** `gr.HighlightedText`. */
export const highlightedTextOutput: OutputKind = {
  Component: lazyOutput(
    async () => ({ default: (await import('./highlighted-text-output.tsx')).highlightedTextOutput.Component }),
    jsonOutput.Component,
  ),
  accepts: (value) => value === null || Array.isArray(value),
  toText: (value) =>
    Array.isArray(value)
      ? value.map((one: unknown) => (Array.isArray(one) ? one[0] : has(one, 'token') ? (one as { token: unknown }).token : '')).join('')
      : '',
}

/** `gr.Audio`. */
export const audioOutput: OutputKind = {
  Component: lazyOutput(async () => ({ default: (await import('./media-output.tsx')).audioOutput.Component }), fileOutput.Component),
  accepts: hasFile,
}

/** `gr.Video`. */
export const videoOutput: OutputKind = {
  Component: lazyOutput(async () => ({ default: (await import('./media-output.tsx')).videoOutput.Component }), MediaSkeleton),
  accepts: hasFile,
}

/** Tab-separated, as spreadsheets take it. */
function tableLines(value: unknown): string {
  const { headers, data } = Array.isArray(value) ? { headers: [], data: value } : (value as { headers?: unknown; data?: unknown })
  const line = (cells: unknown): string =>
    Array.isArray(cells) ? cells.map((cell) => String(cell ?? '').replaceAll(/[\t\n\r]+/g, ' ')).join('\t') : ''
  const lines = Array.isArray(data) ? data.map(line) : []
  return (Array.isArray(headers) && headers.length > 0 ? [line(headers), ...lines] : lines).join('\n')
}
