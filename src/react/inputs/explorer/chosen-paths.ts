/** What a file explorer holds: paths of files and folders, each a list of names from the root. Also how they are written by hand. */
import type { ParameterDescription } from '../../../core/protocol/app-description.ts'

/** Names from the root of the explorer to a file or a folder. */
export type Path = readonly string[]

/** Whether one path at most is taken. */
export function takesOne({ props }: Pick<ParameterDescription, 'props'>): boolean {
  return props.file_count === 'single'
}

/** A path as one text. Names hold no slash, so no two paths are the same text. */
export function textOf(path: Path): string {
  return path.join('/')
}

/** Paths of a value or a draft: lists of names, texts, or one text with a path in each line. What is none is left out, and each stands once. */
export function pathsOf(value: unknown): readonly Path[] {
  const all: readonly unknown[] = typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value : []
  const found = new Map<string, Path>()
  for (const one of all) {
    const path = pathOf(one)
    if (path.length > 0) found.set(textOf(path), path)
  }
  return [...found.values()]
}

/** Gradio's own page names a folder by a dot at its end; the app is given the same folder with it and without. */
function pathOf(value: unknown): Path {
  const names: readonly unknown[] = typeof value === 'string' ? value.trim().split('/') : Array.isArray(value) ? value : []
  const texts = names.filter((name) => typeof name === 'string')
  return texts.length === names.length ? texts.filter((name) => name !== '' && name !== '.') : []
}

/** How many paths lie in each folder or are the folder itself, by its text. */
export function countWithin(paths: readonly Path[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const path of paths) {
    for (let length = 1; length <= path.length; length++) {
      const folder = textOf(path.slice(0, length))
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
  }
  return counts
}
