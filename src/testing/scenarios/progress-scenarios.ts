/** Runs that report progress: one bar, nested bars, an unknown end. */
import { completed, progress, starting } from '../scenario-steps.ts'
import type { Scenario, ScenarioStep } from '../scenario.ts'
import { ADDRESS, numberInput, promptParameter, SEED, stepsParameter, STYLE, textInput, textReturn } from './parameters.ts'

const EPOCHS = 2
const WEIGHT_FILES = 4

/**
 * A fraction, then a count, then two nested levels, like the reference app's `/progress`. Reacts to prompt and steps.
 */
export const progressRun: Scenario = {
  name: 'progress',
  description: 'Draws a picture step by step and reports its progress, at the end on two levels.',
  parameters: [promptParameter(), stepsParameter(6), SEED, STYLE],
  returns: [textReturn()],
  steps: (inputs) => {
    const count = numberInput(inputs, 1, 6, 1, 50)
    const style = textInput(inputs, 3, 'watercolour')
    const durationSeconds = (2200 + EPOCHS * count * 250) / 1000
    return [
      ...starting(durationSeconds),
      progress(50, { description: 'Loading the model', fraction: 0 }),
      progress(400, { description: 'Loading the model', fraction: 0.5 }),
      ...upTo(WEIGHT_FILES, (index) => progress(250, { description: 'Reading the weights', index, length: WEIGHT_FILES, unit: 'files' })),
      ...upTo(EPOCHS, (epoch) => passes(epoch, count)).flat(),
      completed(300, [`“${textInput(inputs, 0, 'Untitled')}” in ${style}, ${count} steps`], durationSeconds),
    ]
  },
}

/**
 * The outer level counts the pass that has begun, the inner level the steps that are done. Gradio does so in nested
 * loops.
 */
function passes(epoch: number, count: number): readonly ScenarioStep[] {
  return Array.from({ length: count }, (_, index) => {
    return progress(
      250,
      { description: epoch === 1 ? 'Drawing the outline' : 'Adding detail', index: epoch, length: EPOCHS, unit: 'passes' },
      { description: 'Denoising', index, length: count, unit: 'steps' },
    )
  })
}

/** Counts without a total, then sends only a description. */
export const progressUnknown: Scenario = {
  name: 'progress_unknown',
  description: 'Reads a document of unknown length.',
  parameters: [ADDRESS],
  returns: [textReturn('Summary')],
  steps: (inputs) => [
    ...starting(),
    progress(200, { description: 'Opening the document' }),
    ...upTo(8, (index) => progress(350, { description: 'Reading', index, unit: 'pages' })),
    progress(350, { description: 'Writing the summary' }),
    completed(900, [`${textInput(inputs, 0, 'The document')}: 8 pages, no open questions.`], 4.2),
  ],
}

function upTo<Made>(count: number, make: (index: number) => Made): readonly Made[] {
  return Array.from({ length: count }, (_, index) => make(index + 1))
}
