/** The page's policy lets in only style tags with this; for Mantine, CodeMirror and others that make some. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}
