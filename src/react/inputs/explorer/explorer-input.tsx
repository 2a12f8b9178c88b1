/** How a file explorer is read. What lists its folders comes with the first of them; where that does not load its paths are written. */
import type { ReactElement } from 'react'
import { lazyPart } from '../../lazy-part.tsx'
import type { InputKind } from '../input-kind.ts'
import { pathsOf, takesOne } from './chosen-paths.ts'
import { WrittenPaths } from './written-paths.tsx'

function Room(): ReactElement {
  return <div className="rgs-skeleton rgs-field-room" />
}

/** `gr.FileExplorer`: paths of files and folders. Nothing is `null` until something was chosen, and always where one at most is taken: Gradio 3 fails on an empty list. */
export const explorerInput: InputKind = {
  Component: lazyPart(() => import('./file-explorer.tsx'), Room, WrittenPaths),
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
