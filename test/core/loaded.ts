/**
 * Loads beforehand what a page loads with its first run, so that a test on a clock of its own has nothing real to wait for. What happens
 * until it is there has tests of its own, in `load.node.test.ts`.
 */
import { connectPieces } from '../../src/core/connection/default-connect.ts'
import { olderPiece } from '../../src/core/connection/open-session.ts'
import { systemClock } from '../../src/core/clock.ts'
import { describerPiece } from '../../src/core/describe-at.ts'
import { runnerPiece } from '../../src/core/prefetch-runner.ts'
import { tabsPiece } from '../../src/core/relay-sessions.ts'
import { uploadsPiece } from '../../src/core/runner.ts'
import { callPiece } from '../../src/core/sse-client.ts'

const limit = { clock: systemClock, limitMs: 60_000 }
for (const piece of [
  describerPiece,
  runnerPiece,
  olderPiece,
  tabsPiece,
  uploadsPiece,
  callPiece,
  connectPieces.browser,
  connectPieces.elsewhere,
]) {
  await piece.get(limit)
}
