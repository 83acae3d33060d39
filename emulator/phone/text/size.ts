/** "812 bytes", "34 kB", "1.2 MB". */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The short word on a document's icon: the end of its name, or of its type. */
export function extensionOf(fileName: string | undefined, mimeType: string): string {
  const end = fileName?.match(/\.([a-z0-9]{1,5})$/i)?.[1] ?? mimeType.split('/').at(-1)?.split(/[+;.]/)[0] ?? 'file';
  return end.slice(0, 5).toUpperCase();
}
