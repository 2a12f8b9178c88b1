/**
 * Loads beforehand what a page loads for its first run and for rarer ones (files, Gradio 3 and early 4, several tabs),
 * so that a test on a clock of its own has nothing real to wait for.
 */
import { callsPiece } from '../../src/client/connection/queue/open-session.ts'
import { systemClock } from '../../src/client/kit/clock.ts'
import { sessionsPiece } from '../../src/client/sessions/late-sessions.ts'
import { tabsPiece } from '../../src/client/sessions/relay-sessions.ts'
import { uploadsPiece } from '../../src/client/runner.ts'

const limit = { clock: systemClock, limitMs: 60_000 }
for (const piece of [sessionsPiece, callsPiece, tabsPiece, uploadsPiece]) await piece.get(limit)
