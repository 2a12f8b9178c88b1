/** Parameters that several scenarios share. A form of any scenario then looks like a real product. */
import type { ScenarioParameter, ScenarioReturn } from '../scenario.ts'

export function promptParameter(value = 'A lighthouse on a cliff at dawn'): ScenarioParameter {
  return {
    name: 'prompt',
    label: 'Prompt',
    component: 'textbox',
    value,
    props: { lines: 3, max_lines: 8, placeholder: 'Describe what you want to see', info: 'A sentence or two works best.' },
  }
}

export function stepsParameter(value: number): ScenarioParameter {
  return {
    name: 'steps',
    label: 'Steps',
    component: 'slider',
    value,
    props: { minimum: 1, maximum: 50, step: 1, info: 'More steps take longer and show more detail.' },
  }
}

export const SEED: ScenarioParameter = {
  name: 'seed',
  label: 'Seed',
  component: 'number',
  value: 42,
  props: { precision: 0, minimum: 0, info: 'The same seed gives the same picture.' },
}

export const STYLE: ScenarioParameter = {
  name: 'style',
  label: 'Style',
  component: 'dropdown',
  value: 'watercolour',
  props: {
    choices: [
      ['Watercolour', 'watercolour'],
      ['Photograph', 'photograph'],
      ['Line drawing', 'line-drawing'],
    ],
  },
}

export const ADDRESS: ScenarioParameter = {
  name: 'source',
  label: 'Document',
  component: 'textbox',
  value: 'annual-report-2025.pdf',
  props: { placeholder: 'File name or address' },
}

export function textReturn(label = 'Result'): ScenarioReturn {
  return { name: 'result', label, component: 'textbox', props: { lines: 2 } }
}

/** Input number `index` as a number within limits. The steps of a scenario must not trust their caller. */
export function numberInput(inputs: readonly unknown[], index: number, fallback: number, minimum: number, maximum: number): number {
  const value = Number(inputs[index])
  return Number.isFinite(value) ? Math.min(maximum, Math.max(minimum, Math.round(value))) : fallback
}

/** Input number `index` as text. */
export function textInput(inputs: readonly unknown[], index: number, fallback: string): string {
  const value = inputs[index]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback
}
