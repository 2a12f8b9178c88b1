/**
 * The value of a file explorer: paths of files and folders, each a list of names from the root. Also their text form.
 */
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'

/** Names from the root of the explorer to a file or a folder. */
export type Path = readonly string[]

/** Whether it takes one path at most. */
export function takesOne({ props }: Pick<ParameterDescription, 'props'>): boolean {
  return props.file_count === 'single'
}

/** A path as one text. Names contain no slash, so two paths never have the same text. */
export function pathText(path: Path): string {
  return path.join('/')
}

/**
 * The paths in a value or draft: lists of names, texts, or one text with a path per line. Invalid and repeated ones are
 * left out.
 */
export function pathsOf(value: unknown): readonly Path[] {
  const all: readonly unknown[] = typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value : []
  const found = new Map<string, Path>()
  for (const one of all) {
    const path = pathOf(one)
    if (path.length > 0) found.set(pathText(path), path)
  }
  return [...found.values()]
}

/** Gradio's page marks a folder by a dot at its end; the app treats both forms alike. */
function pathOf(value: unknown): Path {
  const names: readonly unknown[] = typeof value === 'string' ? value.trim().split('/') : Array.isArray(value) ? value : []
  const texts = names.filter((name) => typeof name === 'string')
  return texts.length === names.length ? texts.filter((name) => name !== '' && name !== '.') : []
}

/** For each folder, by its text: how many chosen paths are in it or are it. */
export function countWithin(paths: readonly Path[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const path of paths) {
    for (let length = 1; length <= path.length; length++) {
      const folder = pathText(path.slice(0, length))
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
  }
  return counts
}
