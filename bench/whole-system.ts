/** Measurements of the whole: pages in real Chromium, and a relay full of streams. */
import { formatForms, judgeForms } from './form-report.ts'
import { measureForm } from './measure-form.ts'
import { measureMarkup } from './measure-markup.ts'
import { measurePage } from './measure-page.ts'
import { measureRelay } from './measure-relay.ts'
import { measureTable } from './measure-table.ts'
import { measureValues } from './measure-values.ts'
import { judgeMarkup, judgePage, judgeRelay, judgeTables, judgeValues, type BudgetRow } from './page-budgets.ts'
import { formatPages } from './page-report.ts'
import { openBrowser } from './site.ts'
import { formatTable } from './table.ts'

/** What can be measured by itself. */
export const SYSTEM_PARTS = ['processes', 'form', 'markup', 'table', 'values', 'relay'] as const
export type SystemPart = (typeof SYSTEM_PARTS)[number]

/** Measures these parts and compares them with the budgets. A failure of one does not affect the others. */
export async function reportWholeSystem(
  parts: readonly SystemPart[],
  rounds: number,
  onProgress: (text: string) => void,
): Promise<{ text: string; faults: readonly string[] }> {
  const faults: string[] = []
  const rows: BudgetRow[] = []
  const tables: string[] = []
  const browser = await openBrowser()
  const measure = async <Measured>(part: SystemPart, take: () => Promise<Measured>): Promise<Measured | null> => {
    if (!parts.includes(part)) return null
    onProgress(part)
    return take().catch((error: unknown) => {
      faults.push(`${part}: ${String(error)}`)
      return null
    })
  }
  try {
    const page = await measure('processes', () => measurePage(browser))
    if (page) rows.push(...judgePage(page))
    const forms = await measure('form', () => measureForm(browser, rounds))
    if (forms) rows.push(...judgeForms(forms))
    if (forms) tables.push(formatForms(forms))
    const markup = await measure('markup', () => measureMarkup(browser, rounds))
    if (markup) rows.push(...judgeMarkup(markup))
    const grids = await measure('table', () => measureTable(browser, rounds))
    if (grids) rows.push(...judgeTables(grids))
    const values = await measure('values', () => measureValues(browser, rounds))
    if (values) rows.push(...judgeValues(values))
    if (markup || grids || values) tables.push(formatPages(markup ?? [], grids ?? [], values ?? []))
  } finally {
    await browser.close()
  }
  const relay = await measure('relay', measureRelay)
  if (relay) rows.push(...judgeRelay(relay))
  return { text: [formatTable(['budget', 'goal', 'ours', '', 'Gradio’s page'], rows), ...tables].join('\n\n'), faults }
}
