/** Runs with a failing connection. In relay mode each still ends with its value; in direct mode most are lost. */
import { completed, edited, fault, generating, progress, starting, step } from '../scenario-steps.ts'
import type { Scenario, ScenarioStep } from '../scenario.ts'
import { answerTokens } from './token-scenarios.ts'
import { promptParameter, stepsParameter, textReturn } from './parameters.ts'

const PROMPT = 'What happens when the line goes dead?'
const WORDS = answerTokens(PROMPT, 24)

function streamedWords(middle: readonly ScenarioStep[]): readonly ScenarioStep[] {
  const [first = '', ...rest] = WORDS
  const edits = rest.map((word) => edited(90, [['append', [], word]]))
  return [...starting(), generating(200, [first]), ...edits.slice(0, 10), ...middle, ...edits.slice(10)]
}

const end = (afterMs: number): ScenarioStep => completed(afterMs, [WORDS.join('')], 2.4)

function streaming(name: string, description: string, steps: readonly ScenarioStep[]): Scenario {
  return { name, description, isGenerator: true, parameters: [promptParameter(PROMPT)], returns: [textReturn('Answer')], steps }
}

/** The connection breaks in the middle. */
export const dropped: Scenario = streaming('dropped', 'Loses the connection in the middle.', [
  ...streamedWords([fault(50, 'drop')]),
  end(90),
])

/** It breaks just before the last message. */
export const droppedLastMessage: Scenario = streaming('dropped_last_message', 'Loses the connection just before its last message.', [
  ...streamedWords([]),
  fault(50, 'drop'),
  end(90),
])

/** A proxy ends the stream cleanly in the middle. No error is seen, but the run has not ended. */
export const endedEarly: Scenario = streaming('ended_early', 'Has its stream ended cleanly in the middle by a proxy.', [
  ...streamedWords([fault(50, 'end')]),
  end(90),
])

/** The stream stays open and silent, without heartbeats. */
export const stalled: Scenario = streaming('stalled', 'Falls silent in the middle while the connection stays open.', [
  ...streamedWords([fault(50, 'stall')]),
  end(90),
])

/** A proxy refuses streams: polling takes over. */
export const sseRefused: Scenario = {
  name: 'sse_refused',
  description: 'Cannot be streamed: the server answers 405 to the stream.',
  refuseSse: true,
  parameters: [promptParameter(), stepsParameter(5)],
  returns: [textReturn()],
  steps: [
    ...starting(2),
    ...[1, 2, 3, 4, 5].map((index) => progress(400, { description: 'Drawing', index, length: 5, unit: 'layers' })),
    completed(400, ['Arrived by polling'], 2.4),
  ],
}

/** A message of a newer Gradio in the middle: the run goes on. */
export const unknownMessage: Scenario = streaming('unknown_message', 'Sends a message from the future in the middle.', [
  ...streamedWords([step(90, { msg: 'mood_changed', mood: 'hopeful', details: { since: 7 } })]),
  end(90),
])

/** A text that is not JSON in the middle: the run goes on. */
export const invalidMessage: Scenario = streaming('invalid_message', 'Sends something that is not JSON in the middle.', [
  ...streamedWords([{ afterMs: 90, text: '{"msg": "process_generating", "output": <html>502 Bad Gateway</html>' }]),
  end(90),
])
