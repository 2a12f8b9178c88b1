/** `gr.FileExplorer`: a choice of the app's files and folders. Loaded for an endpoint that has one. */
import type { InputKind } from '../input-kind.ts'
import { pathsOf, takesOne } from './chosen-paths.ts'
import { FileExplorer } from './file-explorer.tsx'

/**
 * Paths of files and folders. An empty choice is `null` before the first choice, and always if only one path is taken:
 * Gradio 3 fails on an empty list.
 */
export const explorerInput: InputKind = {
  Component: FileExplorer,
  labelling: 'group',
  isWide: true,
  locksItself: true,
  toDraft: ({ defaultValue }) => (defaultValue === null || defaultValue === undefined ? null : pathsOf(defaultValue)),
  read(draft, parameter, { messages, formats }) {
    if (draft === null || draft === undefined) return { ok: true, value: null }
    const paths = pathsOf(draft)
    if (!takesOne(parameter)) return { ok: true, value: paths }
    if (paths.length > 1) return { ok: false, message: messages.issues.tooMany(1, formats) }
    return { ok: true, value: paths.length === 1 ? paths : null }
  },
}
