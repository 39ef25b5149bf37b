/** Milliseconds since the process began. To ask `performance` loads a part of Node of its own. */
export function uptime(): number {
  return process.uptime() * 1000
}
