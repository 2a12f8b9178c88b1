/** What differs between two files of types, declaration by declaration. */
import { diffLines } from 'diff'

/** Lines of one declaration that differ. */
export interface Difference {
  /** What declares it: `export interface CaptionEndpoint`. */
  readonly within: string
  /** `- ` before a line that is gone, `+ ` before one that is new. One line for a declaration that is new or gone. */
  readonly lines: readonly string[]
}

/** All differences, in the order of the later file; empty if they are the same. */
export function differences(before: string, after: string): readonly Difference[] {
  if (before === after) return []
  const [old, now] = [declarationsOf(before), declarationsOf(after)]
  const changed = [...now].flatMap(([within, text]): Difference[] => {
    const earlier = old.get(within)
    if (earlier === undefined) return [{ within, lines: [`+ ${within}`] }]
    const lines = linesBetween(earlier, text)
    return lines.length === 0 ? [] : [{ within, lines }]
  })
  const gone = [...old.keys()].filter((within) => !now.has(within)).map((within): Difference => ({ within, lines: [`- ${within}`] }))
  const found = [...changed, ...gone]
  return found.length > 0 ? found : [{ within: 'order or spaces', lines: ['± The declarations are the same, the file is not.'] }]
}

/** Declarations by their heads. A blank line stands between two of them, and nowhere else. */
function declarationsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split(/\n{2,}/)
      .map((block) => [headOf(block), block]),
  )
}

function headOf(block: string): string {
  const line = block.split('\n').find((one) => /^(?:export|import) /.test(one)) ?? 'comment of the file'
  return line
    .replace(/ (?:=|\{).*$/, '')
    .replace(/[ {=(:]+$/, '')
    .replace(/[<(:].*$/, '')
}

function linesBetween(before: string, after: string): readonly string[] {
  return diffLines(`${before}\n`, `${after}\n`).flatMap(({ added, removed, value }) => {
    if (!added && !removed) return []
    return value
      .trimEnd()
      .split('\n')
      .map((line) => `${added ? '+' : '-'} ${line.trim()}`)
  })
}
