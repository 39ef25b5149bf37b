/** Eight hexadecimal digits that tell texts apart, for names of files (FNV-1a, https://www.rfc-editor.org/rfc/rfc9923). */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
