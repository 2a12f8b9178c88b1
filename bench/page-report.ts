/**
 * The results of pages as a table: processor time beside time on the clock, which includes other work on the machine.
 */
import type { MarkupTimes } from './measure-markup.ts'
import { TOKENS } from './measure-markup.ts'
import type { TableTimes } from './measure-table.ts'
import type { ValueTimes } from './measure-values.ts'
import { best } from './page-budgets.ts'
import { formatTable } from './table.ts'
import type { TaskTimes } from './tasks.ts'

/** One line for each thing that was drawn, the best round of each number. */
export function formatPages(markup: readonly MarkupTimes[], tables: readonly TableTimes[], values: readonly ValueTimes[]): string {
  const [few, all] = TOKENS
  const rows = [
    ...markup.flatMap(({ kind, rounds }) => [
      line(
        `first ${few.toLocaleString('en')} tokens into ${kind}`,
        rounds.map((round) => round.few),
      ),
      line(
        `${all.toLocaleString('en')} tokens into ${kind}`,
        rounds.map((round) => round.all),
      ),
    ]),
    ...tables.flatMap(({ rows, columns, rounds }) => {
      const name = `table of ${rows.toLocaleString('en')} × ${columns}`
      return [
        line(
          `${name}: paint`,
          rounds.map(({ paint }) => paint),
          best(rounds.map(({ paintMs }) => paintMs)),
        ),
        line(
          `${name}: scroll for a second`,
          rounds.map(({ scroll }) => scroll),
        ),
        line(
          `${name}: sort`,
          rounds.map(({ sort }) => sort),
          best(rounds.map(({ sortMs }) => sortMs)),
        ),
      ]
    }),
    ...values.map(({ name, rounds }) => line(name, rounds)),
  ]
  return formatTable(['drawn', 'CPU of all tasks, ms', 'longest, CPU ms', 'longest, wall ms', 'until seen, ms'], rows)
}

function line(name: string, rounds: readonly TaskTimes[], seenMs = Number.NaN): readonly string[] {
  const read = (pick: (times: TaskTimes) => number) => best(rounds.map(pick)).toFixed(0)
  return [
    name,
    read(({ cpuMs }) => cpuMs),
    read(({ longestMs }) => longestMs),
    read(({ longestWallMs }) => longestWallMs),
    Number.isNaN(seenMs) ? '–' : seenMs.toFixed(0),
  ]
}
