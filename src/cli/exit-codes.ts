/** The exit codes of every command. A script or a CI job may rely on them. */

/** Everything is as it should be. */
export const FINE = 0
/** The command did its work and found something: the app has changed, a finding is an error. */
export const FOUND = 1
/** A wrong option, argument or config file. Nothing was done. */
export const WRONG_USE = 2
/** The app could not be reached, or did not let the command in. */
export const UNREACHED = 3

/** A mistake of the person who called the command, in words for them. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
