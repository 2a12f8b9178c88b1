/**
 * A form of 20 fields, and of 60, in Chromium: ours, Gradio's own page of the same app if it can be started, and, as a
 * floor, the same number of platform inputs held by React. Opened and used in turn, so that a slow round is slow for
 * all.
 */
import type { Browser } from 'playwright'
import { driveForm, type FormNumbers, type FormPage } from './form/drive-form.ts'
import { answerAsApp, serveGradio } from './form/serve-form.ts'
import { serveSite } from './site.ts'

export type FormContender = 'ours' | 'gradio' | 'plain'

/** One page with a form, round by round. */
export interface FormSeries {
  readonly fields: number
  readonly contender: FormContender
  readonly rounds: readonly FormNumbers[]
}

/** What was measured, and why Gradio's page was not. */
export interface FormMeasurements {
  readonly series: readonly FormSeries[]
  readonly missing: string | null
}

const SIZES = [20, 60] as const
/** Each kind of field once in so many: what comes late of them has to be there too. */
const KINDS = 20

/** Opens each so many times. */
export async function measureForm(browser: Browser, rounds: number): Promise<FormMeasurements> {
  const [ours, plain, gradio] = await Promise.all([serveSite('form', answerAsApp(SIZES)), serveSite('plain'), serveGradio()])
  try {
    const series = SIZES.flatMap((fields) => {
      const pages: readonly (readonly [FormContender, FormPage])[] = [
        ['plain', plainPage(plain.url, fields)],
        ['ours', ourPage(ours.url, fields)],
        ...('url' in gradio ? [['gradio', gradioPage(gradio.url, fields)] as const] : []),
      ]
      return pages.map(([contender, page]) => ({ fields, contender, page, rounds: [] as FormNumbers[] }))
    })
    for (let round = 0; round < rounds; round++) {
      for (const { page, rounds } of round % 2 === 0 ? series : series.toReversed()) rounds.push(await driveForm(browser, page))
    }
    return { series, missing: 'missing' in gradio ? gradio.missing : null }
  } finally {
    ours.close()
    plain.close()
    if ('stop' in gradio) gradio.stop()
  }
}

function ourPage(url: string, fields: number): FormPage {
  const each = fields / KINDS
  return {
    url: `${url}?app=/${fields}`,
    ready: { wanted: { '.rgs-field': fields, '.rgs-combobox': each, 'td[role=gridcell]': each }, pending: '.rgs-form .rgs-skeleton' },
    text: (page) => page.getByLabel('Title').first(),
    list: (page) => page.getByLabel('Port').first(),
  }
}

function gradioPage(url: string, fields: number): FormPage {
  return {
    url: `${url}/${fields}/`,
    // The field of the answer is a block too.
    ready: { wanted: { '.block.auto-margin': fields + 1, '.cm-editor': fields / KINDS }, pending: '.loading' },
    text: (page) => page.getByLabel('Title').first(),
    list: (page) => page.getByLabel('Port').first(),
  }
}

function plainPage(url: string, fields: number): FormPage {
  return {
    url: `${url}?fields=${fields}`,
    ready: { wanted: { input: fields }, pending: '.none' },
    text: (page) => page.getByLabel('Field 1', { exact: true }),
    list: null,
  }
}
