/** Forms in a table, ours beside Gradio's page and plain inputs, and what is held against budgets. */
import type { FormNumbers } from './form/drive-form.ts'
import type { FormContender, FormMeasurements, FormSeries } from './measure-form.ts'
import { atMost, best, ratio, type BudgetRow } from './page-budgets.ts'
import { formatTable } from './table.ts'

const NAMES: Readonly<Record<FormContender, string>> = {
  ours: 'GradioProcess',
  gradio: 'Gradio’s own page',
  plain: 'floor: inputs held by React',
}
const COLUMNS: readonly (readonly [title: string, key: keyof FormNumbers, digits: number])[] = [
  ['painted, ms', 'paintMs', 0],
  ['CPU, ms', 'paintCpuMs', 0],
  ['task', 'paintTaskMs', 0],
  ['shift', 'shift', 3],
  ['commits a key', 'commitsPerKey', 2],
  ['CPU a key, ms', 'cpuPerKeyMs', 2],
  ['task', 'keyTaskMs', 0],
  ['key to frame, ms', 'keyToFrameMs', 0],
  ['the slow ones', 'slowKeyToFrameMs', 0],
  ['drag: CPU, ms', 'dragCpuMs', 0],
  ['task', 'dragTaskMs', 0],
  ['list open, ms', 'openMs', 0],
  ['task', 'openTaskMs', 0],
  ['INP, ms', 'inpMs', 0],
]

/** One line for each page, the best round of each number. */
export function formatForms({ series, missing }: FormMeasurements): string {
  const rows = series.map(({ fields, contender, rounds }) => [
    `${fields} fields`,
    NAMES[contender],
    ...COLUMNS.map(([, key, digits]) => {
      const value = best(rounds.map((round) => round[key]))
      return Number.isNaN(value) || (key === 'commitsPerKey' && contender === 'gradio') ? '–' : value.toFixed(digits)
    }),
  ])
  const table = formatTable(['form', 'page', ...COLUMNS.map(([title]) => title)], rows, 2)
  return missing === null ? table : `${table}\n\nSKIPPED Gradio’s own page: ${missing}.`
}

/** The forms beside their budgets. */
export function judgeForms({ series }: FormMeasurements): BudgetRow[] {
  const rows = [20, 60].flatMap((fields) => {
    const ours = find(series, fields, 'ours')
    const gradio = series.find((one) => one.fields === fields && one.contender === 'gradio')
    if (!ours) return []
    const toGradio = (title: string, key: keyof FormNumbers): BudgetRow[] =>
      gradio
        ? [
            atMost(
              `${fields} fields: ${title}, to Gradio’s page`,
              1,
              ratio(ours.rounds, gradio.rounds, (round) => round[key]),
              '×',
            ),
          ]
        : []
    const alone = (title: string, limit: number, key: keyof FormNumbers, unit = 'ms'): BudgetRow =>
      atMost(
        `${fields} fields: ${title}`,
        limit,
        best(ours.rounds.map((round) => round[key])),
        unit,
        best(gradio?.rounds.map((round) => round[key]) ?? []),
      )
    return [
      ...toGradio('until painted', 'paintMs'),
      ...toGradio('CPU until painted', 'paintCpuMs'),
      alone('layout shifts (CLS)', 0.01, 'shift', ''),
      alone('longest task until painted', 50, 'paintTaskMs'),
      atMost(`${fields} fields: React commits a key`, 1, best(ours.rounds.map(({ commitsPerKey }) => commitsPerKey)), ''),
      alone('longest task while typing', 50, 'keyTaskMs'),
      alone('longest task while dragging a slider', 50, 'dragTaskMs'),
      alone('longest task opening 10,000 choices', 50, 'openTaskMs'),
    ]
  })
  const [few, many] = [find(series, 20, 'ours'), find(series, 60, 'ours')]
  const growth = few && many ? ratio(many.rounds, few.rounds, ({ cpuPerKeyMs }) => cpuPerKeyMs) : Number.NaN
  return [...rows, atMost('CPU a key, 60 fields to 20', 1.5, growth, '×')]
}

function find(series: readonly FormSeries[], fields: number, contender: FormContender): FormSeries | undefined {
  return series.find((one) => one.fields === fields && one.contender === contender)
}
