/**
 * Entry `@gradio-stream/testing`: Gradio apps that do what a scenario says, for stories, tests and experiments.
 */
export { createManualClock } from './manual-clock.ts'
export type { ManualClock, ManualClockOptions } from './manual-clock.ts'
export { scenarioFromMessages } from './scenario-from-messages.ts'
export type { TimedMessage } from './scenario-from-messages.ts'
export { scenarioFromTrace } from './scenario-from-trace.ts'
export type { ScenarioRunCount } from './scenario-run.ts'
export { createScenarioServer } from './scenario-server.ts'
export type { ScenarioRequest, ScenarioServer, ScenarioServerOptions } from './scenario-server.ts'
export type { ScenarioDiscoverFailure } from './scenario-state.ts'
export {
  cancelledFrame,
  completed,
  edited,
  estimation,
  failed,
  fault,
  generating,
  log,
  processStarts,
  progress,
  starting,
  step,
} from './scenario-steps.ts'
export type { ScenarioEdit, ScenarioProgress } from './scenario-steps.ts'
export type {
  Scenario,
  ScenarioContext,
  ScenarioFault,
  ScenarioFile,
  ScenarioMessage,
  ScenarioParameter,
  ScenarioRefusal,
  ScenarioReturn,
  ScenarioStep,
} from './scenario.ts'
export type { ScenarioSpace, ScenarioStage } from './scenario-space.ts'
export { scenarios } from './scenarios/index.ts'
export { spaces } from './scenarios/space-scenarios.ts'
export { serveScenarios } from './serve-scenarios.ts'
export type { ServeScenariosOptions } from './serve-scenarios.ts'
