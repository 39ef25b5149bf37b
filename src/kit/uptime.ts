/** Milliseconds since the process began, without `performance`, which would load a further part of Node. */
export function uptime(): number {
  return process.uptime() * 1000
}
