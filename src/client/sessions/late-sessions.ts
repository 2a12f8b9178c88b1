/** In a page: what a run needs is loaded after the app is known, before or with the first run. */
import { Piece } from '../kit/load-piece.ts'

export const sessionsPiece = new Piece('runs an endpoint', () => import('./sessions.ts'))
