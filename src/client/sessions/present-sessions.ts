/** Outside of pages: what a run needs is there from the start, so that no test and no server has to load it. */
import { Piece } from '../kit/load-piece.ts'
import * as sessions from './sessions.ts'

export const sessionsPiece = new Piece('runs an endpoint', () => Promise.resolve(sessions), sessions)
