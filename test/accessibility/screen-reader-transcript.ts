/**
 * The transcript of a run for a screen-reader user: the announcements before each milestone, and what can be read
 * there.
 */
import { type Branch, readTree } from './read-tree.ts'

/** Shorter parts of the tree are written out again though nothing changed in them. */
const FOLDED_FROM = 3

/** Takes down milestones; `said` grows meanwhile. */
export function takeDown(said: readonly string[]) {
  const pages: string[] = []
  let heard = 0
  let before = new Set<string>()
  return {
    note: async (milestone: string): Promise<void> => {
      const news = said.slice(heard)
      heard = said.length
      const tree = await readTree()
      const lines = tree.flatMap((branch) => write(branch, 1, before))
      before = new Set(tree.flatMap(textsOf))
      pages.push(
        [`## ${milestone}`, 'Said:', ...(news.length > 0 ? news : ['(nothing)']).map((line) => `  ${line}`), 'There:', ...lines].join('\n'),
      )
    },
    text: (): string => `${pages.join('\n\n')}\n`,
  }
}

function write(branch: Branch, depth: number, before: ReadonlySet<string>): string[] {
  const { line, branches } = branch
  const margin = '  '.repeat(depth)
  if (before.has(textOf(branch)) && sizeOf(branch) >= FOLDED_FROM) return [`${margin}${line} … as before`]
  return [`${margin}${line}`, ...branches.flatMap((one) => write(one, depth + 1, before))]
}

function sizeOf({ branches }: Branch): number {
  return branches.reduce((sum, branch) => sum + sizeOf(branch), 1)
}

function textOf(branch: Branch): string {
  return JSON.stringify(branch)
}

function textsOf(branch: Branch): string[] {
  return [textOf(branch), ...branch.branches.flatMap(textsOf)]
}
