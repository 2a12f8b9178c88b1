/** Runs that fail or are cancelled. */
import { cancelledFrame, completed, edited, failed, generating, progress, starting } from '../scenario-steps.ts'
import type { Scenario } from '../scenario.ts'
import { numberInput, promptParameter, SEED, stepsParameter, textReturn } from './parameters.ts'

/** `gr.Error` with a title and a text that a user can act on. */
export const failure: Scenario = {
  name: 'failure',
  description: 'Fails and says why.',
  parameters: [promptParameter(), SEED],
  returns: [textReturn()],
  steps: [
    ...starting(),
    progress(300, { description: 'Loading the model', fraction: 0.3 }),
    failed(900, 'The picture is larger than the 24 GB of this GPU. Choose fewer steps or a smaller format.', {
      title: 'Out of memory',
      durationSeconds: 10,
    }),
  ],
}

/** Fails after it has sent values. The values are kept. */
export const failureMidway: Scenario = {
  name: 'failure_midway',
  description: 'Writes half an answer and fails.',
  isGenerator: true,
  parameters: [promptParameter('Tell me about the harbour')],
  returns: [textReturn('Answer')],
  steps: [
    ...starting(),
    generating(200, ['The harbour']),
    ...[' lies', ' behind', ' two', ' long', ' moles'].map((word) => edited(120, [['append', [], word]])),
    failed(300, 'The model stopped answering.', { title: null }),
  ],
}

/** An app that hides its errors: there is no text at all. */
export const crashHidden: Scenario = {
  name: 'crash_hidden',
  description: 'Crashes without a word, as an app that hides its errors does.',
  parameters: [promptParameter()],
  returns: [textReturn()],
  steps: [...starting(), failed(500, null)],
}

/** The app itself cancels the run, by Gradio's cancel frame. */
export const cancelled: Scenario = {
  name: 'cancelled',
  description: 'Is cancelled half way by the app.',
  isGenerator: true,
  parameters: [promptParameter('A long story')],
  returns: [textReturn('Story')],
  steps: [
    ...starting(),
    generating(200, ['Once']),
    ...[' upon', ' a', ' time'].map((word) => edited(150, [['append', [], word]])),
    cancelledFrame(400),
  ],
}

/** 503: the queue is full. */
export const queueFull: Scenario = {
  name: 'queue_full',
  description: 'Is refused because too many wait.',
  parameters: [promptParameter(), stepsParameter(8)],
  returns: [textReturn()],
  joinRefusal: { status: 503, body: { detail: 'Queue is full. Max size is 20 and size is 20.' } },
  steps: [...starting(), completed(500, ['This is what `run` answers: it does not queue.'])],
}

/** 422 by the endpoint's own validator while `age` is under 18. Otherwise it runs. */
export const validation: Scenario = {
  name: 'validation',
  description: 'Refuses an age under 18 and names the field.',
  parameters: [
    { name: 'name', label: 'Name', component: 'textbox', value: 'Robin' },
    { name: 'age', label: 'Age', component: 'number', value: 16, props: { precision: 0, minimum: 0, maximum: 120 } },
  ],
  returns: [textReturn()],
  joinRefusal: (inputs) => {
    if (numberInput(inputs, 1, 0, 0, 1000) >= 18) return null
    const issue = { __type__: 'validate', is_valid: false, message: 'Age must be 18 or more', parameter_name: 'age' }
    return { status: 422, body: { detail: [issue] } }
  },
  steps: (inputs) => [...starting(), completed(300, [`${String(inputs[0])} may enter`], 0.3)],
}
