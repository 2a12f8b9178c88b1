/** Every built-in scenario by name. The endpoint of `queueOfFive` is `/queue_of_five`, and so on. */
import { dropped, droppedLastMessage, endedEarly, invalidMessage, sseRefused, stalled, unknownMessage } from './connection-scenarios.ts'
import { cancelled, crashHidden, failure, failureMidway, queueFull, validation } from './ending-scenarios.ts'
import { gpuBusy, gpuDurationRefused, gpuQueue, gpuQuotaTooSmall, gpuQuotaUsedUp } from './gpu-scenarios.ts'
import { logs } from './log-scenarios.ts'
import { progressRun, progressUnknown } from './progress-scenarios.ts'
import { queuedWithoutEta, queueOfFive } from './queue-scenarios.ts'
import { tableRows, tokens } from './token-scenarios.ts'
import { files, instant, json, manyInputs, numbers, slow, stateful } from './value-scenarios.ts'

/** The built-in scenarios. */
export const scenarios = {
  progress: progressRun,
  tokens,
  instant,
  progressUnknown,
  logs,
  failure,
  failureMidway,
  crashHidden,
  queueOfFive,
  queuedWithoutEta,
  cancelled,
  dropped,
  droppedLastMessage,
  endedEarly,
  stalled,
  sseRefused,
  slow,
  queueFull,
  validation,
  manyInputs,
  files,
  numbers,
  json,
  tableRows,
  stateful,
  unknownMessage,
  invalidMessage,
  gpuQueue,
  gpuQuotaUsedUp,
  gpuQuotaTooSmall,
  gpuDurationRefused,
  gpuBusy,
}
