/**
 * The rarer fields, each loaded as soon as a description says that it is needed: here and not with the form, so that a page need not have
 * loaded the form to know what comes with it.
 */
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import { LateCode } from '../late-code.ts'
import type { InputRegistry } from './input-kind.ts'

type LateInputs = LateCode<InputRegistry>

const files: LateInputs = new LateCode('draws fields for files', async () => (await import('./file-inputs.ts')).fileInputs)
const sketches: LateInputs = new LateCode('draws drawings', async () => {
  const { fileInputs, loadSketches } = await import('./file-inputs.ts')
  await loadSketches()
  return fileInputs
})
const chats: LateInputs = new LateCode('draws chats', async () => ({ chatbot: (await import('./chat-input.tsx')).chatInput }))
const tables: LateInputs = new LateCode('draws tables to type into', async () => {
  // Its grid is a piece of its own, and is drawn by then.
  import('./dataframe/dataframe-editor.tsx').catch(() => undefined)
  return { dataframe: (await import('./dataframe/dataframe-input.tsx')).dataframeInput }
})

/** Code and JSON, and with them what stands in for a component that is not known. */
export const writtenLate: LateInputs = new LateCode('draws JSON fields', async () => (await import('./written-inputs.ts')).writtenInputs)

const few: LateInputs = new LateCode('draws fields few apps have', async () => (await import('./few-inputs.ts')).fewInputs)

const explorers: LateInputs = new LateCode('draws folders of the app', async () => ({
  fileexplorer: (await import('./explorer/explorer-input.ts')).explorerInput,
}))

const FEW = ['dialogue', 'highlightedtext', 'dataset']
const FILES = ['file', 'image', 'audio', 'video', 'model3d', 'uploadbutton', 'gallery', 'imageslider', 'multimodaltextbox']

const LATE: ReadonlyMap<string, LateInputs> = new Map([
  ...FILES.map((component) => [component, files] as const),
  ...FEW.map((component) => [component, few] as const),
  ['imageeditor', sketches],
  ['chatbot', chats],
  ['fileexplorer', explorers],
  ['dataframe', tables],
  ['code', writtenLate],
  ['json', writtenLate],
])

/** What has the field of a component, where that does not come with the form; `null` also for what is not known. */
export function lateInputsOf(component: string): LateInputs | null {
  return LATE.get(component) ?? null
}

/** Begins to load what an endpoint needs and the page has not itself. What failed is left to whoever shows it. */
export function prefetchInputs({ parameters }: EndpointDescription, own: InputRegistry | null): void {
  for (const { component } of parameters) {
    const late = own && Object.hasOwn(own, component) ? null : lateInputsOf(component)
    if (late?.getState().error === null) void late.load()
  }
}
